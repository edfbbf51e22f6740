package xsd

import (
	"math/big"
	"strconv"
	"strings"
)

// maxDigits is how many digits the numbers have that arithmetic works on and
// results in. It keeps a product of products within bounds.
const maxDigits = 4096

// smallDigits is how many digits fit an int64 with room for the sum of two.
const smallDigits = 18

// A scaled is a decimal number as an integer and the number of its digits that
// stand behind the point.
type scaled struct {
	n     *big.Int
	scale int
}

func (d decimal) digits() int { return len(d.whole) + len(d.fraction) }

// scaled returns the number as an integer with a scale.
func (d decimal) scaled() scaled {
	n := new(big.Int)
	if digits := d.whole + d.fraction; digits != "" {
		n.SetString(digits, 10)
	}
	if d.negative {
		n.Neg(n)
	}
	return scaled{n, len(d.fraction)}
}

// decimal returns the number as digits.
func (s scaled) decimal() (decimal, error) {
	return decimalOf(s.n.Sign() < 0, new(big.Int).Abs(s.n).String(), s.scale)
}

// decimalOf makes a decimal of the digits of a whole number, so many of which
// stand behind the point.
func decimalOf(negative bool, digits string, scale int) (decimal, error) {
	if len(digits) < scale {
		digits = strings.Repeat("0", scale-len(digits)) + digits
	}
	whole, fraction := digits[:len(digits)-scale], digits[len(digits)-scale:]
	d := decimal{whole: strings.TrimLeft(whole, "0"), fraction: strings.TrimRight(fraction, "0")}
	d.negative = negative && d.digits() > 0
	if d.digits() > maxDigits {
		return d, ErrOverflow
	}
	return d, nil
}

// decimalOfInt makes a decimal of a number without fraction.
func decimalOfInt(n int64) decimal {
	d, _ := parseDecimal(strconv.FormatInt(n, 10))
	return d
}

// small returns a whole number that fits an int64 with room to spare.
func (d decimal) small() (int64, bool) {
	if d.fraction != "" || len(d.whole) > smallDigits {
		return 0, false
	}
	var n int64
	for i := range len(d.whole) {
		n = n*10 + int64(d.whole[i]-'0')
	}
	if d.negative {
		n = -n
	}
	return n, true
}

func (d decimal) negate() decimal {
	d.negative = !d.negative && d.digits() > 0
	return d
}

func (d decimal) isZero() bool { return d.digits() == 0 }

func tooLong(d, e decimal) bool { return d.digits() > maxDigits || e.digits() > maxDigits }

func (d decimal) add(e decimal) (decimal, error) {
	if a, ok := d.small(); ok {
		if b, ok := e.small(); ok {
			return decimalOfInt(a + b), nil
		}
	}
	if tooLong(d, e) {
		return d, ErrOverflow
	}
	a, b := align(d.scaled(), e.scaled())
	return scaled{a.n.Add(a.n, b.n), a.scale}.decimal()
}

// align gives two numbers the same scale.
func align(a, b scaled) (scaled, scaled) {
	if a.scale < b.scale {
		return a.grow(b.scale - a.scale), b
	}
	return a, b.grow(a.scale - b.scale)
}

// grow adds zeros behind the point.
func (s scaled) grow(zeros int) scaled {
	return scaled{s.n.Mul(s.n, powerOfTen(zeros)), s.scale + zeros}
}

func powerOfTen(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func (d decimal) multiply(e decimal) (decimal, error) {
	if a, ok := d.small(); ok && d.digits()+e.digits() <= smallDigits {
		if b, ok := e.small(); ok {
			return decimalOfInt(a * b), nil
		}
	}
	if tooLong(d, e) {
		return d, ErrOverflow
	}
	a, b := d.scaled(), e.scaled()
	return scaled{a.n.Mul(a.n, b.n), a.scale + b.scale}.decimal()
}

// divide rounds to 18 significant digits at least, half away from zero (F&O
// 6.2.4 leaves the precision open, with 18 digits as the least).
func (d decimal) divide(e decimal) (decimal, error) {
	switch {
	case e.isZero():
		return d, ErrDivision
	case tooLong(d, e):
		return d, ErrOverflow
	}
	a, b := align(d.scaled(), e.scaled())
	places := smallDigits + max(0, countDigits(b.n)-countDigits(a.n))
	quotient, rest := new(big.Int).QuoRem(a.n.Mul(a.n, powerOfTen(places)), b.n, new(big.Int))
	if rest.Lsh(rest.Abs(rest), 1).CmpAbs(b.n) >= 0 {
		away := int64(1)
		if d.negative != e.negative {
			away = -1
		}
		quotient.Add(quotient, big.NewInt(away))
	}
	return scaled{quotient, places}.decimal()
}

// countDigits counts the decimal digits of a number.
func countDigits(n *big.Int) int { return len(new(big.Int).Abs(n).String()) }

// truncate drops the fraction.
func (d decimal) truncate() decimal {
	return decimal{negative: d.negative && d.whole != "", whole: d.whole}
}

// floor returns the greatest whole number that is not greater.
func (d decimal) floor() (decimal, error) {
	if d.negative && d.fraction != "" {
		return d.truncate().add(decimalOfInt(-1))
	}
	return d.truncate(), nil
}

// decimalOfFloat returns a finite float as a decimal, exactly: that needs at
// most 1,074 digits behind the point.
func decimalOfFloat(f float64) decimal {
	d, _ := parseDecimal(strconv.FormatFloat(f, 'f', 1074, 64))
	return d
}
