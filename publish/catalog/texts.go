package catalog

import (
	"fmt"
	"strings"

	"github.com/eventlod/eventlod/data"
	"github.com/eventlod/eventlod/rdf"
)

// A text is what we say ourselves, in the languages that we know, with a place
// for one name.
type text map[string]string

// ownLanguages are the languages of the texts, in a fixed order.
var ownLanguages = []string{"en", "pl"}

var (
	catalogTitle = text{
		"en": "Catalogue: %s",
		"pl": "Katalog: %s",
	}
	catalogDescription = text{
		"en": "Describes the dataset and its files to data portals. %s",
		"pl": "Opisuje zbiór danych i jego pliki na potrzeby portali danych. %s",
	}
	rightsFree = text{
		"en": "The data may be used by anyone for any purpose (%s).",
		"pl": "Dane mogą być wykorzystywane przez każdego w dowolnym celu (%s).",
	}
	rightsLicensed = text{
		"en": "The data may be used under the terms of the licence %s.",
		"pl": "Dane mogą być wykorzystywane na warunkach licencji %s.",
	}
	provenanceRequired = text{
		"en": "Compiled from published sources. Every statement names the source that supports it: %s",
		"pl": "Zestawiono na podstawie opublikowanych źródeł. Przy każdym stwierdzeniu wskazano źródło, na którym się ono opiera: %s",
	}
	provenanceNamed = text{
		"en": "Compiled from published sources. The sources of the statements are named in %s",
		"pl": "Zestawiono na podstawie opublikowanych źródeł. Źródła stwierdzeń wskazano w %s",
	}
	compiled = text{
		"en": "Compilation of the records of the archive %s and their mapping to RDF",
		"pl": "Opracowanie rekordów archiwum %s i odwzorowanie ich na RDF",
	}
)

// contents are the title and the description of a distribution by its content.
var contents = map[Content]struct{ title, description text }{
	Dump: {
		text{"en": "Whole dataset, %s", "pl": "Cały zbiór danych, %s"},
		text{"en": "All statements of the dataset in one file in the format %s.", "pl": "Wszystkie stwierdzenia zbioru danych w jednym pliku w formacie %s."},
	},
	Provenance: {
		text{"en": "Sources of the statements, %s", "pl": "Źródła stwierdzeń, %s"},
		text{"en": "Where each statement comes from: its place in the archive and in the source that supports it, in the format %s.",
			"pl": "Skąd pochodzi każde stwierdzenie: miejsce w archiwum i w źródle, na którym się opiera, w formacie %s."},
	},
	Tables: {
		text{"en": "Tables, %s", "pl": "Tabele, %s"},
		text{"en": "A table for each type of record in the format %s, with a description of the columns (CSVW), in one zip file.",
			"pl": "Tabela dla każdego typu rekordów w formacie %s, z opisem kolumn (CSVW), w jednym pliku zip."},
	},
}

// in returns the text in those languages of the archive that we know, or else
// in English, with the name put in.
func (t text) in(languages []string, name string) []rdf.Literal {
	var list []rdf.Literal
	for _, own := range ownLanguages {
		for _, tag := range languages {
			if primary, _, _ := strings.Cut(tag, "-"); strings.EqualFold(primary, own) {
				list = append(list, rdf.NewLangString(fmt.Sprintf(t[own], name), own))
				break
			}
		}
	}
	if len(list) == 0 {
		list = append(list, rdf.NewLangString(fmt.Sprintf(t["en"], name), "en"))
	}
	return list
}

// with puts each phrase into our own text of its language; a phrase in another
// language stays as it is.
func (t text) with(phrases data.Phrases) []rdf.Literal {
	var list []rdf.Literal
	for _, p := range phrases {
		said := p.Text
		if own := t[p.Lang]; own != "" {
			said = fmt.Sprintf(own, p.Text)
		}
		list = append(list, rdf.NewLangString(said, p.Lang))
	}
	return list
}

// literals are the phrases as language-tagged strings.
func literals(phrases data.Phrases) []rdf.Literal {
	var list []rdf.Literal
	for _, p := range phrases {
		list = append(list, rdf.NewLangString(p.Text, p.Lang))
	}
	return list
}
