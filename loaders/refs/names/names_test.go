package names_test

import (
	"testing"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/names"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		printed string
		context names.Context
		want    record.Agent
	}{
		{"Базаров В.Б.", names.Context{Lang: "ru"}, record.Agent{Family: "Базаров", Given: "В. Б.", Lang: "ru"}},
		{"Иванов, И. И.", names.Context{Lang: "ru"}, record.Agent{Family: "Иванов", Given: "И. И.", Lang: "ru"}},
		{"И.И. Иванов", names.Context{Lang: "ru"}, record.Agent{Family: "Иванов", Given: "И. И.", Lang: "ru"}},
		{"Лаппо-Данилевский А.", names.Context{Lang: "ru"}, record.Agent{Family: "Лаппо-Данилевский", Given: "А.", Lang: "ru"}},
		{"Яценко Іван Тимофійович", names.Context{Lang: "uk"}, record.Agent{Family: "Яценко", Given: "Іван Тимофійович", Lang: "uk"}},
		{"Баярсайхан Э.", names.Context{Lang: "ru"}, record.Agent{Family: "Баярсайхан", Given: "Э.", Lang: "mn"}},
		{"Лхам, Ц.", names.Context{Lang: "mn"}, record.Agent{Family: "Лхам", Given: "Ц.", Lang: "mn"}},
		{"Bayarsaikhan Dorjsuren", names.Context{Lang: "en", FamilyFirst: true}, record.Agent{Family: "Bayarsaikhan", Given: "Dorjsuren", Lang: "mn-Latn"}},
		{"Dulguun B.", names.Context{Lang: "en"}, record.Agent{Family: "Dulguun", Given: "B.", Lang: "mn-Latn"}},
		{"Enkhbayar N.", names.Context{Lang: "en"}, record.Agent{Family: "Enkhbayar", Given: "N.", Lang: "mn-Latn"}},
		{"Masaki Hisane", names.Context{Lang: "en", FamilyFirst: true}, record.Agent{Family: "Masaki", Given: "Hisane", Lang: "ja-Latn"}},
		{"Kenji Tanaka", names.Context{Lang: "en"}, record.Agent{Family: "Tanaka", Given: "Kenji", Lang: "ja-Latn"}},
		{"Campi Alicia", names.Context{Lang: "en", FamilyFirst: true}, record.Agent{Family: "Campi", Given: "Alicia", Lang: "en"}},
		{"Varriale Gemma", names.Context{Lang: "en", FamilyFirst: true}, record.Agent{Family: "Varriale", Given: "Gemma", Lang: "en"}},
		{"Michael E. Porter", names.Context{Lang: "en"}, record.Agent{Family: "Porter", Given: "Michael E.", Lang: "en"}},
		{"Wolfgang Jantzen", names.Context{Lang: "de"}, record.Agent{Family: "Jantzen", Given: "Wolfgang", Lang: "de"}},
		{"Farmer, Fannie", names.Context{Lang: "en"}, record.Agent{Family: "Farmer", Given: "Fannie", Lang: "en"}},
		{"Kadanoff LP", names.Context{Lang: "en"}, record.Agent{Family: "Kadanoff", Given: "L. P.", Lang: "en"}},
		{"van der Waals, J. D.", names.Context{Lang: "en"}, record.Agent{Family: "van der Waals", Given: "J. D.", Lang: "en"}},
		{"Miller Bertolami, M. M.", names.Context{Lang: "en"}, record.Agent{Family: "Miller Bertolami", Given: "M. M.", Lang: "en"}},
		{"Ignatov I.A.", names.Context{Lang: "en"}, record.Agent{Family: "Ignatov", Given: "I. A.", Lang: "ru-Latn"}},
		{"Zhang Wei", names.Context{Lang: "en", FamilyFirst: true}, record.Agent{Family: "Zhang", Given: "Wei", Lang: "zh-Latn"}},
		{"外務省", names.Context{Lang: "ja"}, record.Agent{Literal: "外務省", Lang: "ja"}},
		{"李鸿章", names.Context{Lang: "zh"}, record.Agent{Family: "李", Given: "鸿章", Lang: "zh"}},
		{"World Health Organization", names.Context{Lang: "en"}, record.Agent{Literal: "World Health Organization", Lang: "en"}},
		{"木村雄四郞", names.Context{Lang: "ja"}, record.Agent{Family: "木村", Given: "雄四郞", Lang: "ja"}},
	} {
		if got := c.context.Read(c.printed); got != c.want {
			t.Errorf("Read(%q) = %+v, want %+v", c.printed, got, c.want)
		}
	}
}

func TestScan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"Базаров В.Б. Монголо-японские дипломатические отношения", "Базаров В.Б."},
		{"Петров П. П., Сидоров С. С. Методы анализа", "Петров П. П., Сидоров С. С."},
		{"Auzerais F.M. et al. Transport in sandstone", "Auzerais F.M. et al."},
		{"Сокольник А.С. [и др.] Детонация в газовых смесях", "Сокольник А.С. [и др.]"},
		{"Campi Alicia. Mongolia-South Korean Relations", "Campi Alicia"},
		{"Legurska, Palmira and Ivo Panchev. Onomasiological catalogue", "Legurska, Palmira and Ivo Panchev"},
		{"S. Ryu and T. Takayanagi, \"Holographic Derivation\"", "S. Ryu and T. Takayanagi"},
		{"Althaus, L. G., Miller Bertolami, M. M., & Córsico, A. H. 2013", "Althaus, L. G., Miller Bertolami, M. M., & Córsico, A. H."},
		{"Geldenfeld N, Kadanoff LP. Simple lessons", "Geldenfeld N, Kadanoff LP."},
		{"Cowan, A. F., The urban patriciate", "Cowan, A. F."},
		{"Farmer, Fannie. The Boston Cooking-School Cook Book", "Farmer, Fannie"},
		{"李华, 王昊, 康佐, 2023. 一种拼接式桥梁模型", "李华, 王昊, 康佐"},
		{"Japan, Mongolia: Geographic Challenges to a Free Trade Agreement", ""},
		{"Mongolia-Japan Teaching Hospital Opens", ""},
		{"Harnessing the Inexhaustible Resources of Wind Energy", ""},
		{"FastAPI Documentation [Электронный ресурс]", ""},
		{"Древности Южной России. Курган", ""},
		{"", ""},
	} {
		if got := c.text[:names.Scan(c.text)]; got != c.want {
			t.Errorf("Scan(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Петров П. П., Сидоров С. С. и др.", []string{"Петров П. П.", "Сидоров С. С."}},
		{"I. Dhillon", []string{"I. Dhillon"}},
		{"Campi Alicia", []string{"Campi Alicia"}},
		{"Legurska, Palmira and Ivo Panchev", []string{"Legurska, Palmira", "Ivo Panchev"}},
		{"World Bank; Ministry of Finance", []string{"World Bank", "Ministry of Finance"}},
		{"Badan Pengawas Obat dan Makanan.", []string{"Badan Pengawas Obat dan Makanan"}},
	} {
		var got []string
		for _, n := range names.List(c.text, names.Context{}) {
			got = append(got, n.Printed)
		}
		if len(got) != len(c.want) {
			t.Errorf("List(%q) = %q, want %q", c.text, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("List(%q) = %q, want %q", c.text, got, c.want)
			}
		}
	}
}
