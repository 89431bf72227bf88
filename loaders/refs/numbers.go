package refs

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/dates"
)

// readDate reads when the work appeared and when it was seen.
func readDate(in *reading) {
	for _, words := range in.all(record.FieldDate) {
		if d := dates.Parse(words); !d.IsZero() {
			in.work.Published = d
			break
		}
	}
	in.ref.Accessed = dates.Parse(in.first(record.FieldAccessed))
}

// readLawDate takes the day in a law's name where no other is printed.
func readLawDate(in *reading) {
	if in.work.Type == record.Policy && in.work.Published.IsZero() {
		in.work.Published = dates.Parse(in.work.Title())
	}
}

// numberWords are words before a number that a labeller may have left.
var numberWords = regexp.MustCompile(`(?i)^(?:№№?|n[º°]|т|том|vols?|volumes?|v|bd|band|jg|jahrg|t|tome|кн|ч|nos?|nr|n|issues?|iss|вып|выпуск|heft|h|fasc|дугаар|боть|第)[.:]?\s*`)

// readNumbers reads volume, issue and edition, as printed.
func readNumbers(in *reading) {
	if volume := number(in.first(record.FieldVolume)); volume != "" {
		in.work.Volume = volume
	}
	in.work.Issue = number(in.first(record.FieldIssue))
	in.work.Edition = strings.Trim(in.first(record.FieldEdition), "()[] ,")
}

func number(words string) string {
	bare := numberWords.ReplaceAllString(words, "")
	if !strings.ContainsAny(bare, "0123456789IVXLC") {
		bare = words
	}
	if strings.Count(bare, "(") < strings.Count(bare, ")") || strings.HasPrefix(bare, "(") && strings.HasSuffix(bare, ")") {
		bare = strings.Trim(bare, "()")
	}
	return strings.Trim(bare, " ,;:")
}
