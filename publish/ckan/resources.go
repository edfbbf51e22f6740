package ckan

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// add plans a new resource.
func (p *Plan) add(mine *Resource) {
	p.step(p.sending("add", mine), func(ctx context.Context) error {
		params := struct {
			PackageID string `json:"package_id"`
			Resource
		}{p.id, p.sent(mine)}
		// The request must not be repeated blindly: that would make a second
		// resource where only the answer was lost.
		return p.site.call(ctx, "resource_create", params, p.file(mine), nil, func() bool { return p.has(ctx, mine) })
	})
}

// has reports whether the site has the resource, as far as it can be asked.
func (p *Plan) has(ctx context.Context, mine *Resource) bool {
	there, err := p.look(ctx)
	return err == nil && there != nil && slices.ContainsFunc(there.Resources, func(r remoteResource) bool {
		return r.URI == mine.URI && r.Hash == mine.Hash
	})
}

// change plans what differs of a resource. The file goes only where its hash
// differs, or where a link takes the place of a file or the reverse.
func (p *Plan) change(mine *Resource, theirs *remoteResource) {
	fields := resourceChange{ID: theirs.ID, Resource: p.sent(mine)}
	if p.link {
		fields.URLType = new(string) // with "upload", CKAN would take the address for a file's name
	}
	differing := p.differingFields(mine, theirs)
	switch {
	case mine.Hash != theirs.Hash || p.link == (theirs.URLType == "upload"):
		p.step(p.sending("replace", mine), func(ctx context.Context) error {
			return p.site.call(ctx, "resource_patch", fields, p.file(mine), nil, nil)
		})
	case len(differing) > 0:
		p.step("change the resource "+mine.Name+": "+strings.Join(differing, ", "), func(ctx context.Context) error {
			return p.site.call(ctx, "resource_patch", fields, nil, nil, nil)
		})
	}
}

// A resourceChange is what resource_patch takes.
type resourceChange struct {
	ID string `json:"id"`
	Resource
	URLType *string `json:"url_type,omitempty"`
}

// differingFields returns the names of the fields in which a resource differs
// whose file is the same. CKAN writes some formats in letters of its own.
func (p *Plan) differingFields(mine *Resource, theirs *remoteResource) []string {
	var names []string
	for _, f := range []struct {
		name string
		same bool
	}{
		{"name", mine.Name == theirs.Name}, {"description", mine.Description == theirs.Description},
		{"format", strings.EqualFold(mine.Format, theirs.Format)}, {"mimetype", mine.Mimetype == theirs.Mimetype},
		{"url", !p.link || mine.URL == theirs.URL},
	} {
		if !f.same {
			names = append(names, f.name)
		}
	}
	return names
}

// sent returns the fields of a resource to send: an uploaded file gets its
// address from the site.
func (p *Plan) sent(mine *Resource) Resource {
	r := *mine
	if !p.link {
		r.URL = ""
	}
	return r
}

func (p *Plan) file(mine *Resource) *upload {
	if p.link {
		return nil
	}
	return &mine.file
}

// sending words a step that sends a resource.
func (p *Plan) sending(verb string, mine *Resource) string {
	if p.link {
		return fmt.Sprintf("%s the resource %s: link to %s", verb, mine.Name, mine.URL)
	}
	return fmt.Sprintf("%s the resource %s: upload %s, %d bytes", verb, mine.Name, mine.file.name, mine.Size)
}

// isStale reports whether a resource on the site is one of ours that is no
// longer published. Resources that others have added have no IRI of ours.
func (p *Plan) isStale(theirs remoteResource) bool {
	if theirs.URI == "" || slices.ContainsFunc(p.dataset.Resources, func(r Resource) bool { return r.URI == theirs.URI }) {
		return false
	}
	ours := p.dataset.Resources[0].URI
	return strings.HasPrefix(theirs.URI, ours[:strings.LastIndexByte(ours, '/')+1])
}
