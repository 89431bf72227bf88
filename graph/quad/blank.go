package quad

// Blank makes a blank node of a label without "_:". Two blank nodes with one
// label are the same node; scoping labels to a document is the reader's work.
func Blank(label string) Term { return Term{kind: KindBlank, value: label} }
