package catalog

import (
	"bytes"
	"fmt"
)

// License returns the text of the file LICENSE: which licence the data have and
// where it stands, so that a copy of the folder tells it, too.
func License(in Input) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s\n\n", in.Meta.Title.In(in.languages()...).Text, in.dataset())
	fmt.Fprintf(&b, "%s\n\nLicence: %s\n", rightsText(&in), in.Meta.License.Text)
	if known, ok := in.licence(); ok && known.spdx != "" {
		fmt.Fprintf(&b, "SPDX-License-Identifier: %s\n", known.spdx)
	}
	return b.Bytes()
}

// Robots returns robots.txt, which lets every crawler read everything: dumps
// that crawlers may not read are not found (RFC 9309). It has an effect only
// where the output lies at the root of its host.
func Robots(in Input) []byte {
	return fmt.Appendf(nil, "User-agent: *\nAllow: /\n\n# The dataset: %s\n# Its catalogue: %s\n", in.dataset(), in.address("catalog.ttl"))
}
