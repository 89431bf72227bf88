package readings_test

import (
	"fmt"
	"os"

	"bibgraph/loaders/readings"
	"bibgraph/loaders/refs"
)

func ExampleWriter() {
	format, _ := readings.ByName("bibtex")
	w := readings.NewWriter(os.Stdout, format)
	if err := w.Write(refs.Parse("Базаров В.Б. Монголо-японские дипломатические отношения // Власть. 2009. № 9. С. 157-159.")); err != nil {
		fmt.Println(err)
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// @article{bazarov2009mongolo,
	//   author = {Базаров, В. Б.},
	//   title = {{Монголо-японские дипломатические отношения}},
	//   journal = {Власть},
	//   year = 2009,
	//   number = {9},
	//   pages = {157--159},
	//   language = {ru}
	// }
}
