package readings_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"bibgraph/loaders/readings"
	"bibgraph/loaders/refs"
)

// bad are lines that are no reference, or more than one.
var bad = map[string]string{
	"blank":         " \t ",
	"signs":         "// . — № ()[]{}%\\",
	"prose":         "This article studies the relations between Mongolia and Japan, one of its key partners. The purpose of this research is to determine why they became so important for the people.",
	"long":          strings.Repeat("Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159. ", 12000),
	"one long word": strings.Repeat("a", 1<<20),
	"glued":         "Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159. Campi Alicia. Relations // The Eurasian Monitor. 2014. Vol. 11.",
	"mojibake":      "Ð\u0091Ð°Ð·Ð°Ñ\u0080Ð¾Ð² Ð\u0092.Ð\u0091. Ð\u009cÐ¾Ð½Ð³Ð¾Ð»Ð¾ // Ð\u0092Ð»Ð°Ñ\u0081Ñ\u0082Ñ\u008c. 2009. â\u0084\u0096 9.",
	"right to left": "כהן, דוד. תולדות מונגוליה. مرحبا بالعالم",
	"NUL":           "Базаров\x00В.Б.\x00 Отношения // \x00\x00 2009",
	"no UTF-8":      "\xff\xfe\xfd // \xc0 \xc1\xe0\xe7\xe0\xf0\xee\xe2",
}

// letters leaves what is left of a text when escapes, blanks and signs that a
// format does not keep are out of the way.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// In every format the words of a bad line are still there, whatever was read in
// it, and what JSON calls a string is the line.
func TestWriter_badInput(t *testing.T) {
	t.Parallel()
	for name, raw := range bad {
		ref := refs.Parse(raw)
		// As JSON has it: a byte that is no UTF-8 is U+FFFD.
		line := string([]rune(raw))
		for _, f := range readings.All {
			text, _ := written(t, f.InArray(), ref)
			switch f.Name {
			case "bibtex", "ris":
				if !strings.Contains(letters(text), letters(line)) {
					t.Errorf("%s: %s lost words: %.300q", name, f.Name, text)
				}
			case "csl":
				var all []struct{ Custom struct{ Reference string } }
				if err := json.Unmarshal([]byte(text), &all); err != nil || name != "blank" && all[0].Custom.Reference != line {
					t.Errorf("%s: %s, %v: %.300q", name, f.Name, err, text)
				}
			default:
				var all []struct {
					Raw, Text string
					Fields    any
				}
				if err := json.Unmarshal([]byte(text), &all); err != nil || all[0].Raw+all[0].Text != line {
					t.Errorf("%s: %s, %v: %.300q", name, f.Name, err, text)
				}
			}
		}
	}
}

// What is told of a line is in the line: each word of each field stands there.
func TestWriter_fieldsAreOfTheLine(t *testing.T) {
	t.Parallel()
	for name, raw := range bad {
		text, _ := written(t, format(t, "json").InArray(), refs.Parse(raw))
		var all []struct{ Fields []struct{ Text string } }
		if err := json.Unmarshal([]byte(text), &all); err != nil {
			t.Fatal(err)
		}
		line := string([]rune(raw))
		for _, f := range all[0].Fields {
			if !strings.Contains(line, f.Text) {
				t.Errorf("%s: %q is not in the line", name, f.Text)
			}
		}
	}
}
