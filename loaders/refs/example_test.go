package refs_test

import (
	"fmt"

	"bibgraph/loaders/refs"
)

func ExampleParse() {
	ref := refs.Parse("Базаров В.Б. Монголо-японские дипломатические отношения // Власть. 2009. № 9. С. 157-159.")
	work := ref.Work
	fmt.Println(work.Type, work.Language)
	fmt.Println(work.Contributions[0].Agent.Family, work.Contributions[0].Agent.Given)
	fmt.Println(work.Title())
	fmt.Println(work.Venue.Titles[0].Value, work.Published.Year, work.Issue, work.Pages.First, work.Pages.Last)
	// Output:
	// article-journal ru
	// Базаров В. Б.
	// Монголо-японские дипломатические отношения
	// Власть 2009 9 157 159
}
