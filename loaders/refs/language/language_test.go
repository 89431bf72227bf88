package language_test

import (
	"testing"

	"bibgraph/loaders/refs/language"
)

func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"Монголо-японские дипломатические отношения", "ru"},
		{"Рынок как цепь обменов", "ru"},
		{"Монгол Улсын Гадаад бодлогын үзэл баримтлал", "mn"},
		{"Дөлгөөн", "mn"},
		{"Інноваційний менеджмент : конспект лекцій", "uk"},
		{"Средновековни надписи от Шуменско", "bg"},
		{"За една стилистична употреба на главната буква в българския език", "bg"},
		{"Mongolia-South Korean Relations", "en"},
		{"Japan and Mongolia sign free trade agreement", "en"},
		{"Theorien zur Heilpädagogik", "de"},
		{"La maîtrise, analyseur du changement de modèle productif de la firme", "fr"},
		{"La presenza della voce. Introduzione alla poesia orale", "it"},
		{"Do modelo biomédico ao modelo biopsicossocial: um projeto de educação", "pt"},
		{"Slovoobrazovanie v yazykovoi kategorizacii mira", "ru-Latn"},
		{"イチゴ作新規参入者の成長プロセス", "ja"},
		{"内蒙古自治区地图册", "zh"},
		{"MIT Press", "en"},
		{"한국의 도서관", "ko"},
		{"תולדות מונגוליה", "he"},
		{"", ""},
		{"1234 — 56", ""},
	} {
		if got := language.Of(c.text); got != c.want {
			t.Errorf("Of(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}
