package landing

import (
	"strings"

	"bibgraph/loaders/refs/lists"
)

// kind is what a part of a page holds.
type kind uint8

const (
	kindOther  kind = iota // anything that is not read, such as metrics
	kindChrome             // words of the site without a part of their own
	kindSearch             // "Advanced search": closes the head of an Elpub page
	kindTitle
	kindByline // authors in one line

	kindSmall // after it: parts that take one line where they stand in the head
	kindDOI
	kindIssue // "Vol 5, No 2 (2020)"
	kindPublished
	kindLicense
	kindISSN
	kindFullText
	kindJournal

	kindLarge // after it: parts that only the page of an article has
	kindAbstract
	kindKeywords
	kindAuthors // "About the authors": names with affiliations
	kindReferences
	kindCitation // "For citations"
)

// isLarge reports whether the part is one that ends the head of a page.
func (k kind) isLarge() bool { return k > kindLarge }

// label is the heading of a part in a language.
type label struct {
	kind kind
	lang string
}

// labels are the headings by their folded words, without those of references:
// these are known to loaders/refs/lists.
var labels = labelTable()

// inlineKinds are the parts whose label may open the line of its text, as in
// "Keywords: Japan, Mongolia".
var inlineKinds = map[kind]bool{
	kindAbstract: true, kindKeywords: true, kindCitation: true, kindDOI: true, kindPublished: true,
	kindFullText: true, kindIssue: true, kindJournal: true, kindOther: true, kindLicense: true,
}

// labelWords lists the headings of each part in the languages of most pages;
// alternatives are parted by "|".
var labelWords = []struct {
	kind             kind
	english, russian string
}{
	{kindSearch, "Advanced search", "Расширенный поиск"},
	{kindJournal, "Journal", "Журнал"},
	{kindTitle, "Title|Reference|Article title", "Название|Заглавие|Название статьи"},
	{kindAbstract, "Abstract|Summary|Annotation", "Аннотация|Реферат|Резюме"},
	{kindKeywords, "Keywords|Key words|Keyword|Index terms|Subject", "Ключевые слова|Ключевые слова и фразы"},
	{
		kindAuthors,
		"About the author|About the authors|About the author(s)|Author information|Authors information|" +
			"Information about the author|Information about the authors|Author biography|Author biographies|Author Affiliations",
		"Об авторе|Об авторах|Информация об авторе|Информация об авторах|Сведения об авторе|Сведения об авторах|" +
			"Биография автора|Биографии авторов",
	},
	{kindByline, "Author|Authors|Author(s)", "Автор|Авторы"},
	{
		kindCitation,
		"For citation|For citations|How to cite|How to cite this article|To cite this article|Cite this article|Citation|Cite as|Suggested citation",
		"Для цитирования|Как цитировать|Образец цитирования|Ссылка для цитирования|Библиографическое описание|Цитировать как|" +
			"Правильная ссылка на статью",
	},
	{kindDOI, "DOI", "DOI статьи|Цифровой идентификатор"},
	{kindIssue, "Issue|Published in", "Выпуск|Номер|Опубликовано в журнале"},
	{kindPublished, "Published|Published online|Date published|Publication date", "Опубликован|Опубликована|Опубликовано|Дата публикации"},
	{kindFullText, "Full text|Full-text|Article text", "Полный текст|Полный текст статьи|Текст статьи"},
	{
		kindLicense, "License|Licence|Creative Commons License|Copyright|Copyright notice|License URL|Rights",
		"Лицензия|Авторские права|Лицензия Creative Commons",
	},
	{
		kindOther,
		"Review|Views|Contents|Jump to|Supplementary files|Supplementary materials|Funding|Acknowledgements|Acknowledgments|" +
			"Acknowledgment|Competing interests|Conflict of interest|Conflict of interests|Conflicts of interest|Downloads|Metrics|Section|" +
			"Statistics|Article metrics|Share|Supporting agencies|Refbacks|Comments|QR code|Received|Accepted|Revised|More citation formats|" +
			"Download citation|Most read articles by the same author(s)|Similar articles|Article details|Categories|Cited-by|Notes|UDC|" +
			"Data availability statement|Funding statement|About|Galleys|License information|Crossref Cited-by",
		"Рецензия|Просмотров|Просмотры|Содержание|Перейти к|Дополнительные файлы|Дополнительные материалы|Финансирование|Благодарности|" +
			"Благодарность|Конфликт интересов|Скачивания|Загрузки|Метрики|Раздел|Рубрика|Рубрика журнала|Статистика|Поделиться|УДК|" +
			"Поступила|Поступила в редакцию|Принята|Принята к публикации|Источник финансирования|Примечания|Комментарии|ISSN",
	},
	{
		kindChrome,
		"Preview|Cover page|Cite item|Home|Archives|Current|Search|Login|Register|Abstract views|PDF|Menu|Announcements|" +
			"Skip to main content|Cover image|Open access|Original article|Review article|Research article",
		"Обложка|Цитировать|Главная|Архив|Архивы|Поиск|Войти|Вход|Регистрация|Скачать|Меню|Открытый доступ|Научная статья|Оригинальная статья",
	},
}

// furtherWords lists the headings of the parts that matter most in further
// languages. What is written as in Russian is not repeated.
//
//nolint:misspell // Spanish is no misspelt English
var furtherWords = []struct {
	kind                                  kind
	ukrainian, kazakh, mongolian, spanish string
}{
	{kindAbstract, "Анотація", "Аңдатпа|Түйіндеме|Түйін", "Хураангуй|Товч агуулга", "Resumen"},
	{kindKeywords, "Ключові слова", "Түйін сөздер|Кілт сөздер|Кілтті сөздер", "Түлхүүр үг|Түлхүүр үгс", "Palabras clave"},
	{
		kindAuthors, "Про автора|Про авторів|Відомості про автора|Відомості про авторів|Біографія автора|Біографії авторів",
		"Автор туралы|Авторлар туралы|Автор туралы мәлімет|Авторлар туралы мәлімет", "Зохиогчийн тухай|Зохиогчдын тухай",
		"Sobre el autor|Sobre los autores|Biografía del autor|Biografía del autor/a",
	},
	{kindByline, "Автори", "Авторлар", "Зохиогч|Зохиогчид", "Autores|Autores/as|Autor/a"},
	{kindCitation, "Як цитувати|Для цитування", "Дәйексөз үшін|Дәйексөз келтіру үшін", "Эшлэх|Ишлэх|Хэрхэн эшлэх", "Cómo citar"},
	{kindPublished, "Опубліковано", "Жарияланды", "Хэвлэгдсэн|Нийтлэгдсэн", "Publicado"},
	{kindIssue, "", "Шығарылым", "Дугаар", "Número"},
	{kindFullText, "Повний текст", "Толық мәтін", "Бүрэн эх", "Texto completo"},
	{kindLicense, "Ліцензія", "", "Лиценз", "Licencia"},
}

// sentences open lines that belong to a part without a heading of their own.
var sentences = []struct {
	start string
	label
}{
	{"this work is licensed", label{kindLicense, "en"}},
	{"this article is licensed", label{kindLicense, "en"}},
	{"this is an open access article", label{kindLicense, "en"}},
	{"this is an open-access article", label{kindLicense, "en"}},
	{"creative commons", label{kindLicense, "en"}},
	{"licensed", label{kindLicense, "en"}},
	{"cc by", label{kindLicense, "en"}},
	{"контент доступен под лицензией", label{kindLicense, "ru"}},
	{"это произведение доступно по лицензии", label{kindLicense, "ru"}},
	{"эта работа лицензирована", label{kindLicense, "ru"}},
	{"статья доступна по лицензии", label{kindLicense, "ru"}},
	{"issn", label{kindISSN, ""}},
	{"e-issn", label{kindISSN, ""}},
	{"eissn", label{kindISSN, ""}},
}

func labelTable() map[string]label {
	labels := make(map[string]label)
	add := func(k kind, lang, words string) {
		for w := range strings.SplitSeq(words, "|") {
			if folded := foldLabel(w); folded != "" && labels[folded].lang == "" {
				labels[folded] = label{k, lang}
			}
		}
	}
	for _, l := range labelWords {
		add(l.kind, "en", l.english)
		add(l.kind, "ru", l.russian)
	}
	for _, l := range furtherWords {
		add(l.kind, "uk", l.ukrainian)
		add(l.kind, "kk", l.kazakh)
		add(l.kind, "mn", l.mongolian)
		add(l.kind, "es", l.spanish)
	}
	return labels
}

func foldLabel(s string) string {
	s = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), ":.▼▾"))
	return strings.ReplaceAll(strings.ToLower(s), "ё", "е")
}

// labelled tells which part a line opens, and gives the words of that part
// that stand on the same line.
func labelled(text string) (l label, rest string, ok bool) {
	if l, ok := labels[foldLabel(text)]; ok {
		return l, "", true
	}
	if lang, ok := lists.Heading(text); ok {
		return label{kindReferences, lang}, "", true
	}
	if at := strings.Index(text, ":"); at > 0 && at < 80 {
		if l, ok := labels[foldLabel(text[:at])]; ok && inlineKinds[l.kind] {
			return l, strings.TrimSpace(text[at+1:]), true
		}
	}
	if at := strings.Index(text, ". "); at > 0 && at < 80 {
		if l, ok := labels[foldLabel(text[:at])]; ok && (l.kind == kindAbstract || l.kind == kindKeywords || l.kind == kindCitation) {
			return l, strings.TrimSpace(text[at+2:]), true
		}
	}
	lower := strings.ToLower(text)
	if strings.HasPrefix(lower, "аннотация научной статьи") {
		return label{kindAbstract, "ru"}, "", true
	}
	for _, s := range sentences {
		if strings.HasPrefix(lower, s.start) {
			return s.label, text, true
		}
	}
	return label{}, "", false
}
