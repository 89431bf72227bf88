package dates_test

import (
	"testing"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/dates"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want record.Date
	}{
		{"2009", record.Date{Year: 2009}},
		{"November 2008", record.Date{Year: 2008, Month: 11}},
		{"March 31, 2014", record.Date{Year: 2014, Month: 3, Day: 31}},
		{"31 October 2017", record.Date{Year: 2017, Month: 10, Day: 31}},
		{"10.02.2011", record.Date{Year: 2011, Month: 2, Day: 10}},
		{"08/15/2019", record.Date{Year: 2019, Month: 8, Day: 15}},
		{"2001-10-24", record.Date{Year: 2001, Month: 10, Day: 24}},
		{"Sept. 2012", record.Date{Year: 2012, Month: 9}},
		{"5 oct. 2024", record.Date{Year: 2024, Month: 10, Day: 5}},
		{"1964. 16 июля", record.Date{Year: 1964, Month: 7, Day: 16}},
		{"1 сен. 2011", record.Date{Year: 2011, Month: 9, Day: 1}},
		{"18 декабря 2006 г.", record.Date{Year: 2006, Month: 12, Day: 18}},
		{"Грудень 2013", record.Date{Year: 2013, Month: 12}},
		{"1948. 6 aprelya", record.Date{Year: 1948, Month: 4, Day: 6}},
		{"2016, September 4", record.Date{Year: 2016, Month: 9, Day: 4}},
		{"12. März 1998", record.Date{Year: 1998, Month: 3, Day: 12}},
		{"15 de março de 2004", record.Date{Year: 2004, Month: 3, Day: 15}},
		{"2019 оны 7 сарын 5", record.Date{Year: 2019, Month: 7, Day: 5}},
		{"2011 оны 2 дугаар сарын 10-ны", record.Date{Year: 2011, Month: 2, Day: 10}},
		{"2018年3月5日", record.Date{Year: 2018, Month: 3, Day: 5}},
		{"1979—1981", record.Date{Year: 1979}},
		{"2010a", record.Date{Year: 2010}},
		{"July/August 2003", record.Date{Year: 2003, Month: 7}},
		{"Winter 2010", record.Date{Year: 2010}},
		{"31.13.2013", record.Date{Year: 2013}},
		{"no. 20191", record.Date{}},
		{"May", record.Date{}},
		{"", record.Date{}},
	} {
		if got := dates.Parse(c.text); got != c.want {
			t.Errorf("Parse(%q) = %+v, want %+v", c.text, got, c.want)
		}
	}
}

func TestFind_longestFirst(t *testing.T) {
	t.Parallel()
	found := dates.Find("10.02.2011. URL (15.08.2019), 1998")
	if len(found) != 3 || found[1].Date.Day != 15 || found[2].Date.Year != 1998 {
		t.Errorf("Find = %+v, want three dates in order", found)
	}
}
