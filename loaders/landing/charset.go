package landing

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

var bomUTF8 = []byte("\xef\xbb\xbf")

// toUTF8 gives the text of the bytes, and a note where they are not UTF-8.
func toUTF8(data []byte) (text, note string) {
	if enc := utf16Encoding(data); enc != nil {
		return decodeWith(enc, data), "the bytes are UTF-16"
	}
	data = bytes.TrimPrefix(data, bomUTF8)
	declared, label := declaredEncoding(data)
	switch good, bad := countUTF8(data); {
	case bad == 0 && good > 0 && declared != nil:
		return string(data), fmt.Sprintf("the page declares %s, but its bytes are UTF-8", label)
	case declared != nil:
		if text = decodeWith(declared, data); text != string(data) {
			note = fmt.Sprintf("the bytes are %s, as the page declares", label)
		}
		return text, note
	case bad == 0:
		return string(data), ""
	case good > bad:
		return strings.ToValidUTF8(string(data), "\ufffd"), "some bytes are not UTF-8 and were replaced"
	}
	guess := guessEncoding(data)
	return decodeWith(guess, data), "the bytes are not UTF-8 and were read as " + guess.name
}

func decodeWith(enc encoding.Encoding, data []byte) string {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil { // x/text's decoders replace what is wrong and do not fail
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(out)
}

// utf16Encoding gives the encoding of UTF-16 and UTF-32 bytes by their mark or,
// without one, by the NUL in every other byte of Latin text; else nil.
func utf16Encoding(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM)
	}
	head := data[:min(len(data), 256)]
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half > 1 && nul[1]*4 > half*3 && nul[0] == 0:
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)
	case half > 1 && nul[0]*4 > half*3 && nul[1] == 0:
		return xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)
	}
	return nil
}

// declaredEncoding gives the encoding that a page of HTML names for itself,
// nil for UTF-8, which shows itself, and for Latin-1, which DetermineEncoding
// also answers where it found nothing.
func declaredEncoding(data []byte) (encoding.Encoding, string) {
	enc, name, _ := charset.DetermineEncoding(data[:min(len(data), 1<<10)], "")
	if name == "utf-8" || name == "windows-1252" {
		return nil, ""
	}
	return enc, name
}

// countUTF8 counts the characters beyond ASCII and the bytes that are none. A
// last character that was cut off is not counted.
func countUTF8(data []byte) (good, bad int) {
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case utf8.FullRune(data):
			bad++
		default:
			return good, bad
		}
		data = data[n:]
	}
	return good, bad
}

type namedEncoding struct {
	encoding.Encoding
	name string
}

// singleByte lists the encodings that guessEncoding chooses from, the likelier
// first.
var singleByte = []namedEncoding{
	{charmap.Windows1252, "Latin-1 (windows-1252)"},
	{charmap.Windows1251, "windows-1251"},
	{charmap.KOI8R, "KOI8-R"},
}

// guessEncoding chooses the encoding whose text looks most like words.
func guessEncoding(data []byte) namedEncoding {
	best, bestScore := singleByte[0], 0
	sample := data[:min(len(data), 64<<10)]
	for i, enc := range singleByte {
		if score := wordiness(decodeWith(enc, sample)); i == 0 || score > bestScore {
			best, bestScore = enc, score
		}
	}
	return best
}

// wordiness scores how natural the letters beyond ASCII stand beside each
// other: Cyrillic comes in words of one case, accents stand among Latin.
func wordiness(text string) int {
	score, last := 0, ' '
	for _, r := range text {
		foreign := r >= utf8.RuneSelf || last >= utf8.RuneSelf
		switch {
		case !foreign || !unicode.IsLetter(r) || !unicode.IsLetter(last):
			if foreign && unicode.IsControl(r) {
				score -= 4
			}
		case isCyrillic(r) != isCyrillic(last), unicode.IsUpper(r) && unicode.IsLower(last):
			score -= 2
		case isCyrillic(r) && unicode.IsLower(r):
			score += 2 // whole words of it: surer than an accent
		case !isCyrillic(r) && (r < utf8.RuneSelf || last < utf8.RuneSelf):
			score++
		case !isCyrillic(r):
			score-- // two accented letters in a row
		}
		last = r
	}
	return score
}

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }
