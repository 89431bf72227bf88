package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/learn"
)

func refsSynthCommand(std streams) *cobra.Command {
	o := learn.SynthOptions{Seed: 1, Count: 10, Noise: 0.3}
	languages := strings.Join(learn.Languages(), ",")
	cmd := &cobra.Command{
		Use:   "synth [FILE...]",
		Short: "Print labelled references in many styles, to learn from",
		Long: `Synth prints works in the styles of their script, GOST R 7.0.5-2008, 7.1-2003
and 7.0.100-2018, GB/T 7714, SIST 02, Korean, Mongolian and Western ones, as a
corpus that refs train takes. A part of them is spoilt as printed lists are: wrong
dashes, letters of another script, broken words, lost blanks.

Files hold works as CSL-JSON, an object a line. Without files, works are made up
of the names, journals, cities and publishers of each language. The same
arguments give the same references.`,
		Example: "  bibgraph refs synth --lang zh,ja --count 500\n  bibgraph refs synth works.jsonl --seed 7",
		RunE: func(_ *cobra.Command, args []string) error {
			out := bufio.NewWriter(std.out)
			e := json.NewEncoder(out)
			e.SetEscapeHTML(false)
			write := func(refs []learn.Reference) error {
				for _, r := range refs {
					if err := e.Encode(corpusLine(r)); err != nil {
						return err
					}
				}
				return nil
			}
			for _, name := range args {
				works, err := readCSL(name)
				if err != nil {
					return err
				}
				if err := write(learn.Print(works, "", o)); err != nil {
					return err
				}
			}
			for lang := range strings.SplitSeq(languages, ",") {
				if len(args) > 0 {
					break
				}
				refs, err := learn.Make(lang, o)
				if err != nil {
					return usageError{err}
				}
				if err := write(refs); err != nil {
					return err
				}
			}
			return out.Flush()
		},
	}
	flags := cmd.Flags()
	flags.Uint64Var(&o.Seed, "seed", o.Seed, "what chance begins with")
	flags.IntVar(&o.Count, "count", o.Count, "references of each language, or of each work")
	flags.Float64Var(&o.Noise, "noise", o.Noise, "share of the references that are spoilt")
	flags.StringVar(&languages, "lang", languages, "languages to make references up in")
	return cmd
}

// corpusLine is a reference as corpora have it.
func corpusLine(r learn.Reference) any {
	spans, scored := make([][3]any, len(r.Spans)), []string{}
	for i, s := range r.Spans {
		spans[i] = [3]any{s.Start, s.End, s.Field}
		scored = append(scored, string(s.Field))
	}
	return struct {
		ID     string   `json:"id"`
		Text   string   `json:"text"`
		Spans  [][3]any `json:"spans"`
		Lang   string   `json:"lang,omitempty"`
		Source string   `json:"source"`
		Scored []string `json:"scored"`
	}{r.ID, r.Text, spans, r.Lang, r.Source, scored}
}

// readCSL reads works, an object of CSL-JSON a line.
func readCSL(name string) (works []map[record.Field]string, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	d := json.NewDecoder(f)
	for n := 1; ; n++ {
		var item map[string]any
		err := d.Decode(&item)
		if errors.Is(err, io.EOF) {
			return works, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: work %d: %w", name, n, err)
		}
		works = append(works, cslFields(item))
	}
}

// cslFields gives the words of the fields of a work.
func cslFields(item map[string]any) map[record.Field]string {
	fields := map[record.Field]string{}
	for key, v := range item {
		switch v := v.(type) {
		case string:
			fields[record.Field(strings.ToLower(key))] = v
		case float64:
			fields[record.Field(key)] = strconv.FormatFloat(v, 'f', -1, 64)
		case []any:
			var people []string
			for _, p := range v {
				if name, ok := p.(map[string]any); ok {
					people = append(people, cslName(name))
				}
			}
			fields[record.Field(key)] = strings.Join(people, ", ")
		case map[string]any:
			if year := cslYear(v); year != "" && key == "issued" {
				fields[record.FieldDate] = year
			}
		}
	}
	return fields
}

// cslName prints a name as lists do: the family, then initials, or the
// whole in scripts that have none.
func cslName(name map[string]any) string {
	family, _ := name["family"].(string)
	given, _ := name["given"].(string)
	if literal, ok := name["literal"].(string); ok {
		return literal
	}
	var initials strings.Builder
	for part := range strings.FieldsSeq(given) {
		r := []rune(part)
		if r[0] >= 0x1100 { // a script without capitals
			return family + given
		}
		_, _ = fmt.Fprintf(&initials, " %c.", r[0])
	}
	return family + initials.String()
}

func cslYear(date map[string]any) string {
	parts, _ := date["date-parts"].([]any)
	if len(parts) == 0 {
		return ""
	}
	first, _ := parts[0].([]any)
	if len(first) == 0 {
		return ""
	}
	return fmt.Sprint(first[0])
}
