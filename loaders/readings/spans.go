package readings

import "bibgraph/loaders/record"

// asSpans is the form in which readers of references are compared.
func asSpans(_ keys, ref record.Reference) ([]byte, error) {
	runes := []rune(ref.Raw)
	line := struct {
		Text       string                    `json:"text"`
		Spans      [][3]any                  `json:"spans"`
		Fields     map[record.Field][]string `json:"fields"`
		Confidence float64                   `json:"confidence"`
	}{Text: ref.Raw, Spans: [][3]any{}, Fields: map[record.Field][]string{}, Confidence: rounded(ref.Confidence)}
	for _, s := range ref.Spans {
		line.Spans = append(line.Spans, [3]any{s.Start, s.End, s.Field})
		line.Fields[s.Field] = append(line.Fields[s.Field], string(runes[s.Start:s.End]))
	}
	return jsonLine(line)
}
