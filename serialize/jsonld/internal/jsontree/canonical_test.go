package jsontree_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/eventlod/eventlod/serialize/jsonld/internal/jsontree"
)

var limits = jsontree.Limits{Depth: 100, Token: 1000}

// The bits and texts of RFC 8785, appendix B.
func TestCanonicalNumbers(t *testing.T) {
	for bits, want := range map[uint64]string{
		0x0000000000000000: "0",
		0x8000000000000000: "0",
		0x0000000000000001: "5e-324",
		0x8000000000000001: "-5e-324",
		0x7fefffffffffffff: "1.7976931348623157e+308",
		0xffefffffffffffff: "-1.7976931348623157e+308",
		0x4340000000000000: "9007199254740992",
		0xc340000000000000: "-9007199254740992",
		0x4430000000000000: "295147905179352830000",
		0x44b52d02c7e14af5: "9.999999999999997e+22",
		0x44b52d02c7e14af6: "1e+23",
		0x44b52d02c7e14af7: "1.0000000000000001e+23",
		0x444b1ae4d6e2ef4e: "999999999999999700000",
		0x444b1ae4d6e2ef4f: "999999999999999900000",
		0x444b1ae4d6e2ef50: "1e+21",
		0x3eb0c6f7a0b5ed8c: "9.999999999999997e-7",
		0x3eb0c6f7a0b5ed8d: "0.000001",
		0x41b3de4355555553: "333333333.3333332",
		0x41b3de4355555557: "333333333.33333343",
		0xbecbf647612f3696: "-0.0000033333333333333333",
		0x43143ff3c1cb0959: "1424953923781206.2",
	} {
		v := &jsontree.Value{Kind: jsontree.Number, Text: strconv.FormatFloat(math.Float64frombits(bits), 'g', -1, 64)}
		if got := string(jsontree.AppendCanonical(nil, v)); got != want {
			t.Errorf("%x is %s, want %s", bits, got, want)
		}
	}
}

func TestCanonicalForm(t *testing.T) {
	for doc, want := range map[string]string{
		// RFC 8785, section 3.2.3: keys by UTF-16 code unit.
		`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`: "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}",
		// RFC 8785, section 3.2.2.
		` { "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/" , "literals": [null, true,false] } `: `{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
		`["\b\t\n\f\r\u0000\u007f"]`: "[\"\\b\\t\\n\\f\\r\\u0000\u007f\"]",
		`[1.0, -0, 1E3, 4.50]`:       `[1,0,1000,4.5]`,
	} {
		v, err := jsontree.Parse([]byte(doc), limits)
		if err != nil {
			t.Errorf("%s: %v", doc, err)
			continue
		}
		if got := string(jsontree.AppendCanonical(nil, v)); got != want {
			t.Errorf("%s is %s, want %s", doc, got, want)
		}
	}
}
