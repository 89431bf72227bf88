package landing

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countryVariants are the names that pages print and CLDR does not list.
var countryVariants = map[string]string{
	"russian federation": "RU", "российская федерация": "RU", "рф": "RU",
	"usa": "US", "u.s.a.": "US", "u.s.": "US", "us": "US", "united states of america": "US", "сша": "US",
	"соединенные штаты америки": "US",
	"uk": "GB", "u.k.": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "англия": "GB",
	"united kingdom of great britain and northern ireland": "GB", "соединенное королевство": "GB",
	"prc": "CN", "p.r. china": "CN", "pr china": "CN", "people's republic of china": "CN", "mainland china": "CN",
	"кнр": "CN", "китайская народная республика": "CN",
	"republic of korea": "KR", "korea": "KR", "korea, republic of": "KR", "korea (south)": "KR", "южная корея": "KR",
	"корея": "KR", "dprk": "KP", "north korea": "KP", "северная корея": "KP", "кндр": "KP",
	"korea, democratic people's republic of": "KP", "democratic people's republic of korea": "KP",
	"viet nam": "VN", "вьетнам": "VN", "czech republic": "CZ", "чешская республика": "CZ",
	"белоруссия": "BY", "беларусь": "BY", "kyrgyz republic": "KG", "киргизия": "KG", "киргизская республика": "KG",
	"кыргызская республика": "KG", "молдавия": "MD", "moldova, republic of": "MD", "turkey": "TR", "türkiye": "TR",
	"turkiye": "TR", "iran, islamic republic of": "IR", "islamic republic of iran": "IR", "syrian arab republic": "SY",
	"taiwan, province of china": "TW", "тайвань": "TW", "hong kong": "HK", "гонконг": "HK", "macau": "MO",
	"lao people's democratic republic": "LA", "macedonia": "MK", "holland": "NL", "the netherlands": "NL",
	"tanzania, united republic of": "TZ", "venezuela, bolivarian republic of": "VE", "bolivia, plurinational state of": "BO",
	"palestine": "PS", "palestine, state of": "PS", "ivory coast": "CI", "burma": "MM", "cape verde": "CV", "swaziland": "SZ",
	"оаэ": "AE", "uae": "AE", "фрг": "DE", "federal republic of germany": "DE", "brunei darussalam": "BN", "юар": "ZA",
	"congo, democratic republic of the": "CD", "holy see (vatican city state)": "VA", "монголия": "MN", "mongolian people's republic": "MN",
}

// countryLanguages are the languages whose names of countries are known, the
// commoner first.
var countryLanguages = []language.Tag{
	language.English, language.Russian, language.Spanish, language.Portuguese, language.French, language.German,
	language.Italian, language.Polish, language.Ukrainian, language.Kazakh, language.Mongolian, language.Turkish,
}

// countryNames gives the code of every country by its folded name.
var countryNames = sync.OnceValue(func() map[string]string {
	names := make(map[string]string, 2000)
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region {
				continue
			}
			for _, lang := range countryLanguages {
				if name := foldCountry(display.Regions(lang).Name(region)); names[name] == "" {
					names[name] = region.String()
				}
			}
		}
	}
	for name, code := range countryVariants {
		names[foldCountry(name)] = code
	}
	return names
})

// foldCountry drops what one page prints and another does not.
func foldCountry(name string) string {
	name = strings.NewReplacer("ё", "е", "’", "'", "&", "and", "\u00a0", " ").Replace(strings.ToLower(name))
	name = strings.Trim(name, " .,;()")
	for _, style := range []string{"the ", "republic of ", "республика "} {
		if rest := strings.TrimPrefix(name, style); rest != "korea" && rest != "congo" && rest != "конго" {
			name = rest
		}
	}
	return strings.TrimSuffix(name, ", republic of")
}

// countryCode gives the code of a country by its name or its code itself.
func countryCode(s string) string {
	if region, err := language.ParseRegion(s); err == nil && region.IsCountry() {
		return region.String()
	}
	return country(s)
}

// country gives the ISO 3166-1 code of a printed country, "" where there is
// none of that name.
func country(name string) string { return countryNames()[foldCountry(name)] }
