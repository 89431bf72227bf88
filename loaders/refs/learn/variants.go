package learn

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
)

// Corpora have few addresses, days of access, numbers of lists, capitals and
// translations in brackets, which lists of references are full of. So some
// references are learnt in another form too.

var (
	monthsEN = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	monthsDE = []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
	monthsFR = []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
	monthsIT = []string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"}
	hosts    = []string{"www.example.org", "elibrary.ru", "cyberleninka.ru", "www.jstor.org", "journal.num.edu.mn", "www.un.org", "eprints.lse.ac.uk", "www.bbc.co.uk", "persee.fr", "www.springer.com", "www.mfa.gov.mn", "arxiv.org", "kremlin.ru", "www.nature.com", "books.google.com"}
)

// address makes up the address of a page.
func address(g *rand.Rand) string {
	host := hosts[g.IntN(len(hosts))]
	var b strings.Builder
	if scheme := []string{"http://", "https://", "http://", ""}[g.IntN(4)]; scheme != "" || !strings.HasPrefix(host, "www.") {
		b.WriteString(cmp.Or(scheme, "http://"))
	}
	b.WriteString(host)
	for range g.IntN(4) {
		b.WriteString("/" + []string{"article", "view", "en", "index.php", "2015", "n", "download", "pdf", "node", "news", "item"}[g.IntN(11)])
	}
	switch g.IntN(4) {
	case 0:
		_, _ = fmt.Fprintf(&b, "/%d", g.IntN(99999))
	case 1:
		_, _ = fmt.Fprintf(&b, "/?id=%d", g.IntN(99999))
	case 2:
		_, _ = fmt.Fprintf(&b, "/doc%d.pdf", g.IntN(999))
	}
	return b.String()
}

// doi makes up a DOI.
func doi(g *rand.Rand) string {
	return fmt.Sprintf("10.%d/%s", 1000+g.IntN(30000), []string{"j.jebo.2010.02.004", "s0022-1996(99)00016-3", "2500-2872-2020-10004", "PhysRevLett.96.181602", "978-3-319-1_12", "00036846.2012.744135", "nature12373"}[g.IntN(7)])
}

// piece is a part of a text that is made up.
type piece struct {
	text  string
	field record.Field
}

// day makes up a day as it is written in a language.
func day(g *rand.Rand, lang string) string {
	d, m, y := 1+g.IntN(28), g.IntN(12), 1999+g.IntN(27)
	months := monthsEN
	switch lang {
	case "ru", "uk", "bg":
		return fmt.Sprintf("%02d.%02d.%d", d, m+1, y)
	case "zh", "ja":
		return fmt.Sprintf("%d-%02d-%02d", y, m+1, d)
	case "de":
		months = monthsDE
		if g.IntN(2) == 0 {
			return fmt.Sprintf("%d.%d.%d", d, m+1, y)
		}
		return fmt.Sprintf("%d. %s %d", d, months[m], y)
	case "fr":
		months = monthsFR
	case "it":
		months = monthsIT
	}
	switch g.IntN(5) {
	case 0:
		return fmt.Sprintf("%s %d, %d", months[m], d, y)
	case 1:
		return fmt.Sprintf("%d/%d/%d", d, m+1, y)
	case 2:
		return fmt.Sprintf("%d-%02d-%02d", y, m+1, d)
	}
	return fmt.Sprintf("%d %s %d", d, months[m], y)
}

// tail makes up where a reference is found, and when it was.
func tail(g *rand.Rand, lang string) []piece {
	u, a := piece{address(g), record.FieldURL}, piece{day(g, lang), record.FieldAccessed}
	p := func(s string) piece { return piece{s, ""} }
	if g.IntN(3) == 0 {
		d := piece{doi(g), record.FieldDOI}
		switch g.IntN(6) {
		case 0:
			return []piece{p(" doi:"), d}
		case 1:
			return []piece{p(" DOI: "), d, p(".")}
		case 2:
			return []piece{p(" "), {"https://doi.org/" + d.text, record.FieldDOI}}
		case 3:
			return []piece{p(" doi: "), {"https://doi.org/" + d.text, record.FieldDOI}}
		case 4:
			return []piece{p(" "), {"http://dx.doi.org/" + d.text, record.FieldDOI}, p(".")}
		}
		return []piece{p(" "), d}
	}
	var forms [][]piece
	switch lang {
	case "ru", "uk", "bg":
		forms = [][]piece{
			{p(" URL: "), u, p(" (дата обращения: "), a, p(").")},
			{p(" – URL: "), u, p(" (дата обращения "), a, p(")")},
			{p(" Режим доступа: "), u, p(".")},
			{p(" [Электронный ресурс]. Режим доступа: "), u, p(" (обращение: "), a, p(").")},
			{p(" Доступно на: "), u},
			{p(" "), u, p(" (просмотрено "), a, p(")")},
		}
	case "de":
		forms = [][]piece{
			{p(" URL: "), u, p(" (Stand: "), a, p(").")},
			{p(" Online verfügbar unter "), u, p(", zuletzt geprüft am "), a, p(".")},
			{p(" "), u, p(" (abgerufen am "), a, p(")")},
			{p(", "), u, p(", Zugriff am "), a},
			{p(" "), u, p(" ("), a, p(").")},
		}
	case "fr":
		forms = [][]piece{
			{p(" Disponible sur : "), u, p(" (consulté le "), a, p(").")},
			{p(" URL : "), u, p(".")},
			{p(" [En ligne] "), u, p(", consulté le "), a},
		}
	case "it":
		forms = [][]piece{
			{p(" Disponibile su: "), u, p(" (visitato il "), a, p(").")},
			{p(" "), u, p(" (ultimo accesso: "), a, p(").")},
			{p(" <"), u, p(">")},
		}
	case "zh", "ja", "ko":
		forms = [][]piece{
			{p("["), a, p("]. "), u, p(".")},
			{p(" "), u, p(".")},
			{p(" "), u, p("（"), a, p("閲覧）")},
			{p(" "), u, p("（访问日期："), a, p("）")},
		}
	default:
		forms = [][]piece{
			{p(" Retrieved "), a, p(", from "), u},
			{p(" Retrieved from "), u},
			{p(" Available at: "), u, p(" (accessed "), a, p(").")},
			{p(" Available from: "), u, p(" [Accessed "), a, p("].")},
			{p(" Accessed "), a, p(". "), u, p(".")},
			{p(" "), u, p(" (accessed "), a, p(").")},
			{p(" "), u, p(".")},
			{p(" <"), u, p("> (last visited "), a, p(").")},
			{p(" [online] "), u, p(" ("), a, p(").")},
		}
	}
	return forms[g.IntN(len(forms))]
}

// variant makes another form of a reference, or reports that it has none.
func variant(r Reference, g *rand.Rand, titles map[string][]string) (Reference, bool) {
	v := Reference{ID: r.ID, Text: r.Text, Spans: slices.Clone(r.Spans), Source: r.Source, Lang: r.Lang, Scored: r.Scored}
	switch g.IntN(5) {
	case 0, 1:
		return v, v.findable(g)
	case 2:
		return v, v.shout(g)
	case 3:
		return v, v.number(g)
	default:
		return v, v.translate(g, titles)
	}
}

func (r *Reference) has(fields ...record.Field) bool {
	return slices.ContainsFunc(r.Spans, func(s record.Span) bool { return slices.Contains(fields, s.Field) })
}

// findable adds an address, a DOI or a day of access.
func (r *Reference) findable(g *rand.Rand) bool {
	if r.has(record.FieldURL, record.FieldDOI, record.FieldAccessed) || strings.Contains(r.Text, "http") {
		return false
	}
	text := []rune(r.Text)
	if last := text[len(text)-1]; unicode.IsLetter(last) || unicode.IsDigit(last) {
		text = append(text, '.')
	}
	for _, p := range tail(g, r.Lang) {
		start := len(text)
		text = append(text, []rune(p.text)...)
		if p.field != "" {
			r.Spans = append(r.Spans, record.Span{Start: start, End: len(text), Field: p.field})
		}
	}
	r.Text = string(text)
	return true
}

// shout writes the title or the authors in capitals.
func (r *Reference) shout(g *rand.Rand) bool {
	field := record.FieldTitle
	if g.IntN(3) == 0 {
		field = record.FieldAuthor
	}
	text := []rune(r.Text)
	for _, s := range r.Spans {
		if s.Field == field {
			for i := s.Start; i < s.End; i++ {
				text[i] = unicode.ToUpper(text[i])
			}
		}
	}
	r.Text = string(text)
	return r.has(field)
}

// number puts the number in the list before the reference.
func (r *Reference) number(g *rand.Rand) bool {
	if r.has(record.FieldCitationNum) {
		return false
	}
	n := strconv.Itoa(1 + g.IntN(120))
	form := []string{"%s. ", "[%s] ", "%s) ", "(%s) ", "%s ", "[%s]"}[g.IntN(6)]
	before := fmt.Sprintf(form, n)
	r.move(0, len(before))
	at := strings.Index(form, "%s")
	r.Spans = slices.Insert(r.Spans, 0, record.Span{Start: at, End: at + len(n), Field: record.FieldCitationNum})
	r.Text = before + r.Text
	return true
}

// move makes room for so many runes at a place.
func (r *Reference) move(at, runes int) {
	for i := range r.Spans {
		if r.Spans[i].Start >= at {
			r.Spans[i].Start += runes
			r.Spans[i].End += runes
		}
	}
}

// translate puts a title in another language in brackets behind the title.
func (r *Reference) translate(g *rand.Rand, titles map[string][]string) bool {
	other := titles["en"]
	if r.Lang == "en" {
		other = titles["ru"]
	}
	i := slices.IndexFunc(r.Spans, func(s record.Span) bool { return s.Field == record.FieldTitle })
	if i < 0 || strings.Contains(r.Text, "[") || len(other) == 0 {
		return false
	}
	text := []rune(r.Text)
	at := r.Spans[i].End
	if at < len(text) && strings.ContainsRune("»”\"", text[at]) {
		at++
	}
	open := []string{" [", " : [", ". ["}[g.IntN(10)/4]
	title := other[g.IntN(len(other))]
	inserted := []rune(open + title + "]")
	r.move(at, len(inserted))
	start := at + len([]rune(open))
	r.Spans = slices.Insert(r.Spans, i+1, record.Span{Start: start, End: at + len(inserted) - 1, Field: record.FieldTranslated})
	r.Text = string(slices.Insert(text, at, inserted...))
	return true
}

// variants makes other forms of a share of the references.
func variants(refs []Reference, share float64) []Reference {
	titles := map[string][]string{}
	for _, r := range refs {
		for _, s := range r.Spans {
			if n := s.End - s.Start; s.Field == record.FieldTitle && n > 15 && n < 120 {
				titles[r.Lang] = append(titles[r.Lang], string([]rune(r.Text)[s.Start:s.End]))
			}
		}
	}
	g := rand.New(rand.NewPCG(7, 8))
	var more []Reference
	for _, r := range refs {
		if g.Float64() < share && len(r.Text) > 10 && len(r.Text) < 600 {
			if v, ok := variant(r, g, titles); ok {
				more = append(more, v)
			}
		}
	}
	return more
}
