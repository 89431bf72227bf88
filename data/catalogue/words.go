package catalogue

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const doi = "https://doi.org/10."

// work is the name of an article within doi, such as "20629/j17-4711".
func work(seed, number uint64) string {
	venue := venueOf(chance(seed, ofArticle, number), number)
	b := make([]byte, 0, 32)
	b = strconv.AppendUint(b, 20000+venue*37%9000, 10)
	b = append(b, "/j"...)
	b = strconv.AppendUint(b, venue, 10)
	b = append(b, '-')
	return string(strconv.AppendUint(b, number, 10))
}

// person is the IRI of an author, such as "…/person/ivanov-4711".
func person(seed, author uint64) string {
	family := families[chance(seed, ofAuthor, author).IntN(len(families))]
	return ns + "person/" + strings.ToLower(family.latin) + "-" + strconv.FormatUint(author, 10)
}

// named is the IRI of an affiliation, topic or venue.
func named(sort, number uint64) string {
	room := map[uint64]string{ofAffiliation: "organisation/o", ofTopic: "topic/t", ofVenue: "periodical/j"}[sort]
	return ns + room + strconv.FormatUint(number, 10)
}

// title strings a few words together.
func title(r *rand.Rand, russian bool) string {
	var b strings.Builder
	b.WriteString(capital(r, russian))
	for range 3 + r.IntN(6) {
		b.WriteByte(' ')
		b.WriteString(word(r, russian))
	}
	return b.String()
}

func word(r *rand.Rand, russian bool) string {
	if russian {
		return cyrillicWords[skewed(r, uint64(len(cyrillicWords)))]
	}
	return latinWords[skewed(r, uint64(len(latinWords)))]
}

func capital(r *rand.Rand, russian bool) string {
	w := word(r, russian)
	first, size := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(first)) + w[size:]
}

var latinWords = strings.Fields(`
policy development economic relations regional security trade energy history
education health market social foreign public international cooperation growth
investment culture language political system analysis strategy environment water
resources mining climate transport migration identity reform urban rural labour
population technology innovation science data network model governance law
rights democracy conflict border river steppe pasture livestock nomadic tradition
heritage religion Buddhism literature poetry grammar translation dictionary
manuscript archive library museum archaeology bronze empire dynasty medieval
modern contemporary comparative quantitative empirical theoretical Mongolia
Japan China Russia Korea Kazakhstan Siberia Altai Baikal Gobi Eurasia Pacific
in of for and with between towards beyond against under`)

var cyrillicWords = strings.Fields(`
политика развитие экономика отношения безопасность торговля энергетика история
образование здоровье рынок общество внешняя региональная международная
сотрудничество рост инвестиции культура язык политическая система анализ
стратегия природа вода ресурсы климат транспорт миграция идентичность реформа
город село труд население технология наука данные сеть модель управление право
права демократия конфликт граница река степь пастбище скот кочевая традиция
наследие религия буддизм литература поэзия грамматика перевод словарь рукопись
архив библиотека музей археология бронза империя династия средневековье
современная сравнительная эмпирическая теория Монголия Япония Китай Россия Корея
Казахстан Сибирь Алтай Байкал Гоби Евразия хөгжил гадаад бодлого улс орон нийгэм
в и на для между против после`)

// spelling is a name in two scripts; a name without Cyrillic has none.
type spelling struct{ latin, cyrillic string }

var families = []spelling{
	{"Ivanov", "Иванов"},
	{"Petrova", "Петрова"},
	{"Sidorov", "Сидоров"},
	{"Kuznetsova", "Кузнецова"},
	{"Smirnov", "Смирнов"},
	{"Volkova", "Волкова"},
	{"Bazarov", "Базаров"},
	{"Dorzhiev", "Доржиев"},
	{"Batbayar", "Батбаяр"},
	{"Enkhtuya", "Энхтуяа"},
	{"Ganbold", "Ганболд"},
	{"Tsogt", "Цогт"},
	{"Smith", ""},
	{"Johnson", ""},
	{"Müller", ""},
	{"Dubois", ""},
	{"Rossi", ""},
	{"Tanaka", ""},
	{"Suzuki", ""},
	{"Kim", ""},
	{"Li", ""},
	{"Wang", ""},
	{"García", ""},
	{"Novák", ""},
}

var initials = []spelling{
	{"A.", "А."},
	{"A. I.", "А. И."},
	{"B.", "Б."},
	{"V. N.", "В. Н."},
	{"D.", "Д."},
	{"E. S.", "Е. С."},
	{"I. A.", "И. А."},
	{"K.", "К."},
	{"M. P.", "М. П."},
	{"N.", "Н."},
	{"O. V.", "О. В."},
	{"S.", "С."},
}
