package ckan

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// A Plan is what a push has to do: the difference between what the site is to
// hold and what it holds.
type Plan struct {
	// Address is that of the dataset's page on the site.
	Address string
	// Steps are done in this order. There are none where nothing differs.
	Steps []Step

	site    *Site
	dataset *Dataset
	link    bool
	there   *remote // nil where the site has no such dataset
	id      string  // of the dataset on the site, once it is known
}

// A Step is one request that changes something.
type Step struct {
	// Text says what the step does.
	Text string
	do   func(context.Context) error
}

// remote is a dataset as a site shows it.
type remote struct {
	Package
	ID           string
	State        string
	Organization struct{ ID, Name string }
	Resources    []remoteResource
}

// remoteResource is a resource as a site shows it, as far as it is compared:
// the size is left out, since sites give it as a number or as a text.
type remoteResource struct {
	ID          string
	URI         string
	Name        string
	Description string
	URL         string
	Format      string
	Mimetype    string
	Hash        string
	URLType     string `json:"url_type"`
}

// Plan looks at what the site holds and returns what there is to do. With
// link, resources point to the published files; else the files are uploaded.
// Plan changes nothing.
func (s *Site) Plan(ctx context.Context, d *Dataset, link bool) (*Plan, error) {
	p := &Plan{Address: s.root.JoinPath("dataset", d.Package.Name).String(), site: s, dataset: d, link: link}
	there, err := p.look(ctx)
	if err != nil {
		return nil, err
	}
	if there == nil {
		p.create()
		return p, nil
	}
	p.there, p.id = there, there.ID
	if err := p.mayUpdate(); err != nil {
		return nil, err
	}
	p.update()
	return p, nil
}

// look returns the dataset as the site has it, nil where it has none.
func (p *Plan) look(ctx context.Context) (*remote, error) {
	there := new(remote)
	err := p.site.call(ctx, "package_show", map[string]string{"id": p.dataset.Package.Name}, nil, there, nil)
	if isStatus(err, http.StatusNotFound) && strings.HasPrefix(err.Error(), "package_show: not found") {
		return nil, nil
	}
	return there, err
}

// mayUpdate returns an error where the dataset on the site is not ours.
func (p *Plan) mayUpdate() error {
	mine := p.dataset.Package
	if uri, ok := extra(p.there.Extras, "uri"); !ok || uri != mustExtra(mine.Extras, "uri") {
		return fmt.Errorf("the site has another dataset with the name %s: its extra field uri is %q, not %q; choose another name with --name, or give it that field to let it be replaced",
			mine.Name, uri, mustExtra(mine.Extras, "uri"))
	}
	if owner := p.there.Organization; mine.OwnerOrg != owner.Name && mine.OwnerOrg != owner.ID {
		return fmt.Errorf("the dataset %s belongs to the organisation %s on the site, not to %s", mine.Name, owner.Name, mine.OwnerOrg)
	}
	return nil
}

func extra(extras []Extra, key string) (string, bool) {
	i := slices.IndexFunc(extras, func(e Extra) bool { return e.Key == key })
	if i < 0 {
		return "", false
	}
	return extras[i].Value, true
}

func mustExtra(extras []Extra, key string) string {
	value, _ := extra(extras, key)
	return value
}

// create plans a new dataset with all its resources.
func (p *Plan) create() {
	p.step(fmt.Sprintf("create the dataset %s of the organisation %s", p.dataset.Package.Name, p.dataset.Package.OwnerOrg), func(ctx context.Context) error {
		var made struct{ ID string }
		err := p.site.call(ctx, "package_create", p.dataset.Package, nil, &made, func() bool {
			there, err := p.look(ctx)
			if err != nil || there == nil || mustExtra(there.Extras, "uri") != mustExtra(p.dataset.Package.Extras, "uri") {
				return false
			}
			made.ID = there.ID
			return true
		})
		p.id = made.ID
		return err
	})
	for i := range p.dataset.Resources {
		p.add(&p.dataset.Resources[i])
	}
}

func (p *Plan) step(text string, do func(context.Context) error) {
	p.Steps = append(p.Steps, Step{Text: printable(text), do: do})
}

// update plans what differs of the dataset, then of its resources.
func (p *Plan) update() {
	if differing := p.differing(); len(differing) > 0 {
		change := p.patch()
		p.step("change the dataset: "+strings.Join(differing, ", "), func(ctx context.Context) error {
			return p.site.call(ctx, "package_patch", change, nil, nil, nil)
		})
	}
	for i := range p.dataset.Resources {
		mine := &p.dataset.Resources[i]
		at := slices.IndexFunc(p.there.Resources, func(r remoteResource) bool { return r.URI == mine.URI })
		if at < 0 {
			p.add(mine)
		} else {
			p.change(mine, &p.there.Resources[at])
		}
	}
	for _, theirs := range p.there.Resources {
		if p.isStale(theirs) {
			p.step("remove the resource "+theirs.Name+", which is no longer published", func(ctx context.Context) error {
				err := p.site.call(ctx, "resource_delete", map[string]string{"id": theirs.ID}, nil, nil, nil)
				if isStatus(err, http.StatusNotFound) {
					return nil // gone already, by an attempt whose answer was lost
				}
				return err
			})
		}
	}
}

// patch returns the fields to send: ours, and the extra fields that others
// have added, since CKAN replaces the whole list.
func (p *Plan) patch() any {
	change := struct {
		ID    string `json:"id"`
		State string `json:"state"`
		Package
	}{p.id, "active", p.dataset.Package}
	change.Extras = p.mergedExtras()
	return change
}

func (p *Plan) mergedExtras() []Extra {
	extras := slices.Clone(p.dataset.Package.Extras)
	for _, e := range p.there.Extras {
		if !slices.Contains(ourExtras, e.Key) {
			extras = append(extras, e)
		}
	}
	slices.SortFunc(extras, func(a, b Extra) int { return strings.Compare(a.Key, b.Key) })
	return extras
}

// ourExtras are the keys that we set, where the catalogue has the value, and
// remove where it has it no longer.
var ourExtras = []string{"access_rights", "conforms_to", "contact_name", "contact_uri", "frequency", "identifier", "issued",
	"language", "modified", "publisher_name", "publisher_uri", "publisher_url", "temporal_end", "temporal_start", "theme", "uri"}

// differing returns the names of the fields in which the site differs.
func (p *Plan) differing() []string {
	mine, theirs := p.dataset.Package, p.there.Package
	var names []string
	for _, f := range []struct{ name, mine, theirs string }{
		{"title", mine.Title, theirs.Title}, {"notes", mine.Notes, theirs.Notes}, {"url", mine.URL, theirs.URL},
		{"version", mine.Version, theirs.Version}, {"author", mine.Author, theirs.Author},
		{"maintainer", mine.Maintainer, theirs.Maintainer}, {"maintainer_email", mine.MaintainerEmail, theirs.MaintainerEmail},
		{"license_id", mine.LicenseID, theirs.LicenseID}, {"state", "active", p.there.State},
	} {
		if strings.TrimSpace(f.mine) != strings.TrimSpace(f.theirs) {
			names = append(names, f.name)
		}
	}
	if !slices.Equal(mine.Tags, sorted(theirs.Tags, func(t Tag) string { return t.Name })) {
		names = append(names, "tags")
	}
	if !slices.Equal(p.mergedExtras(), sorted(theirs.Extras, func(e Extra) string { return e.Key })) {
		names = append(names, "extras")
	}
	return names
}

func sorted[E any](list []E, key func(E) string) []E {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b E) int { return strings.Compare(key(a), key(b)) })
	return list
}
