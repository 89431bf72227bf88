package graph

// TextSource is a Snapshot that gives the texts of many terms faster than their
// terms.
type TextSource interface {
	// Texts gives a function for the text of the IRI, blank node or plain literal
	// that an ID stands for. It says no for IDs of other classes, and for those
	// that Term is better asked for, and may not be called by two at once.
	Texts() func(ID) (string, bool)
}
