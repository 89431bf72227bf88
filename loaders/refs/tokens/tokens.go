// Package tokens cuts a printed reference into words and numbers, and tells of
// each what its letters look like and what stands between it and the one
// before. Labels are given to tokens; signs and blanks are between them.
//
//	Власть. 2009. № 9. С. 157-159.
//	Власть ·. ·2009 ·. №· 9 ·. ·С ·. ·157 ·-· 159
//
// Scripts without blanks between words are cut sign by sign. Addresses and
// DOIs are one token each, whatever is in them.
package tokens

// Kind is what a token is made of.
type Kind uint8

// Kinds of tokens.
const (
	Word   Kind = iota // letters
	Number             // digits
	Mixed              // letters and digits
	Sign               // a sign of a script without blanks: Han, kana
	URL
	DOI
)

// Script is what a token is written in.
type Script uint8

// Scripts of tokens.
const (
	NoScript Script = iota
	Latin
	Cyrillic
	Han
	Kana
	Hangul
	OtherScript
)

// Token is a piece of a Line.
type Token struct {
	Start, End int // bytes
	Runes      int // code points before it
	Length     int // code points
	Kind       Kind
	Script     Script
	Shape      Shape
	Word       uint32 // hash of its letters without case
	Prefix     [3]uint32
	Suffix     [5]uint32 // hashes of the first 1…3 and the last 1…5 letters
	Gap        uint32    // hash of what stands before it, blanks made one
	Mark       Mark      // the sign that matters most before it
	Inside     Inside    // what it stands in
}

// Shape is what the letters or digits of a token look like.
type Shape uint8

// Shapes of tokens.
const (
	Lower     Shape = iota // word
	Capital                // Word
	Upper                  // WORD
	Initial                // W
	LowerOne               // w
	CamelCase              // McWord, iPhone
	Roman                  // XIV
	Digit1
	Digit2
	Digit3
	Year // 1400 to 2099
	Digit4
	Digit5
	DigitMany
	DigitsAndLetters // 12a
	LettersAndDigits // a12
	Ordinal          // 2nd, 3-е
	Address
	Uncased // letters without case
)

// Mark is a sign between tokens, the later ones outweigh the earlier.
type Mark uint8

// Marks before a token.
const (
	Nothing Mark = iota
	Blank
	Apostrophe
	Hyphen
	Dash
	Slash
	Comma
	Stop
	Colon
	Semicolon
	Question
	Number1 // №, #
	And     // &
	CloseQuote
	OpenQuote
	Quote
	Close
	Open
	CloseSquare
	OpenSquare
	Tag     // <i>
	Strokes // //
	Other
	Begin // nothing: the line begins
)

// Inside tells what brackets and quotes are open before a token.
type Inside uint8

// What a token can stand in.
const (
	InRound Inside = 1 << iota
	InSquare
	InQuotes
)
