package jsonld

import (
	"errors"
	"fmt"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
	"github.com/eventlod/eventlod/serialize/syntax"
)

// A contextStore holds the context documents that may be named by IRI, parsed
// when first asked for. It never looks elsewhere.
type contextStore struct {
	docs   map[string][]byte
	limits syntax.Limits
	parsed map[string]*jsontree.Value
}

// get returns a context document, or a failure without a place.
func (s *contextStore) get(url string) (*jsontree.Value, error) {
	if v, ok := s.parsed[url]; ok {
		return v, nil
	}
	doc, ok := s.docs[url]
	if !ok {
		return nil, &failure{
			code:    "loading remote context failed",
			message: fmt.Sprintf("the context <%s> is not in the document, and contexts are not fetched", url),
			hint:    "put the context into the document, or register it under its IRI",
		}
	}
	if len(doc) > s.limits.Context {
		return nil, tooLarge(url, len(doc), s.limits.Context)
	}
	v, err := jsontree.Parse(doc, jsontree.Limits{Depth: s.limits.Depth, Token: s.limits.Token})
	var bad *jsontree.Error
	if errors.As(err, &bad) {
		return nil, &failure{code: "invalid remote context",
			message: fmt.Sprintf("the context <%s> is not JSON: %s (at byte %d)", url, bad.Message, bad.Offset+1)}
	}
	if s.parsed == nil {
		s.parsed = make(map[string]*jsontree.Value)
	}
	s.parsed[url] = v
	return v, nil
}

func tooLarge(what string, size, limit int) *failure {
	return &failure{code: "context too large", message: fmt.Sprintf("the context %s has %d bytes, more than the limit of %d", what, size, limit)}
}
