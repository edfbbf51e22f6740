package xsd

import "math"

// Integer returns the value of an xsd:integer.
func Integer(n int64) Value { return integerValue(decimalOfInt(n)) }

func integerValue(d decimal) Value { return Value{family: decimals, kind: wholeNumbers, decimal: d} }

// Add returns v + w: the sum of numbers, of durations of one kind, or a date or
// time moved by a duration (SPARQL 1.1, section 17.3; F&O 6.2.1, 10.6 and
// 10.8). Numbers are promoted as XPath 2.0, appendix B.1, says; integers and
// decimals are exact. It fails with one of the errors of this package.
func (v Value) Add(w Value) (Value, error) {
	switch {
	case v.isNumber() && w.isNumber():
		return calculate(&v, &w, decimal.add, func(a, b float64) float64 { return a + b })
	case v.family == durations && w.family == durations:
		return addDurations(&v, &w)
	case w.family == durations:
		return v.move(&w)
	case v.family == durations:
		return w.move(&v)
	}
	return Value{}, ErrType
}

// Subtract returns v - w; of two dates or times the duration between them. See
// [Value.Add].
func (v Value) Subtract(w Value) (Value, error) {
	switch {
	case v.isNumber() && w.isNumber():
		return calculate(&v, &w, func(d, e decimal) (decimal, error) { return d.add(e.negate()) },
			func(a, b float64) float64 { return a - b })
	case w.family == durations && v.family != none:
		negated, err := w.negateDuration()
		if err != nil {
			return Value{}, err
		}
		return v.Add(negated)
	case v.family == w.family:
		return between(&v, &w)
	}
	return Value{}, ErrType
}

// Multiply returns v * w: the product of numbers, or of a duration and a number
// (F&O 6.2.3 and 10.6). See [Value.Add].
func (v Value) Multiply(w Value) (Value, error) {
	switch {
	case v.isNumber() && w.isNumber():
		return calculate(&v, &w, decimal.multiply, func(a, b float64) float64 { return a * b })
	case v.family == durations && w.isNumber():
		return v.scale(&w, decimal.multiply)
	case v.isNumber() && w.family == durations:
		return w.scale(&v, decimal.multiply)
	}
	return Value{}, ErrType
}

// Divide returns v / w: the quotient of numbers, of a duration and a number, or
// of two durations of one kind (F&O 6.2.4 and 10.6). That of two integers is a
// decimal, rounded to 18 significant digits or more. See [Value.Add].
func (v Value) Divide(w Value) (Value, error) {
	switch {
	case v.isNumber() && w.isNumber():
		quotient, err := calculate(&v, &w, decimal.divide, func(a, b float64) float64 { return a / b })
		quotient.kind = anyKind
		return quotient, err
	case v.family == durations && w.isNumber():
		return v.scale(&w, decimal.divide)
	case v.family == durations && w.family == durations:
		return ratio(&v, &w)
	}
	return Value{}, ErrType
}

// calculate does the operation in the wider of the two types. The operation on
// float64s, rounded, is also that on floats: 53 bits are more than twice 24 and
// two.
func calculate(v, w *Value, exact func(a, b decimal) (decimal, error), ieee func(a, b float64) float64) (Value, error) {
	widest := max(v.family, w.family)
	if widest == decimals {
		d, err := exact(v.decimal, w.decimal)
		return Value{family: decimals, kind: min(v.kind, w.kind), decimal: d}, err
	}
	return floating(widest, ieee(v.promote(widest), w.promote(widest))), nil
}

// floating returns a float or double.
func floating(f family, x float64) Value {
	if f == floats {
		x = float64(float32(x))
	}
	return Value{family: f, float: x}
}

// Negate returns -v for a number or duration (F&O 6.2.8).
func (v Value) Negate() (Value, error) {
	switch {
	case v.family == decimals:
		v.decimal = v.decimal.negate()
	case v.isNumber():
		v.float = -v.float
	case v.family == durations:
		return v.negateDuration()
	default:
		return Value{}, ErrType
	}
	return v, nil
}

// Abs returns the absolute value of a number (F&O 6.4.1).
func (v Value) Abs() (Value, error) {
	return v.round(func(d decimal) (decimal, error) { d.negative = false; return d, nil }, math.Abs)
}

// Ceil returns the least whole number that is not less, in the type of the
// number (F&O 6.4.2).
func (v Value) Ceil() (Value, error) {
	return v.round(func(d decimal) (decimal, error) {
		down, err := d.negate().floor()
		return down.negate(), err
	}, math.Ceil)
}

// Floor returns the greatest whole number that is not greater, in the type of
// the number (F&O 6.4.3).
func (v Value) Floor() (Value, error) { return v.round(decimal.floor, math.Floor) }

// Round returns the nearest whole number, of two equally near the greater, in
// the type of the number (F&O 6.4.4).
func (v Value) Round() (Value, error) {
	return v.round(func(d decimal) (decimal, error) {
		up, err := d.add(decimal{fraction: "5"})
		if err != nil {
			return d, err
		}
		return up.floor()
	}, roundFloat)
}

// roundFloat keeps the sign of what becomes zero, and large numbers as they are.
func roundFloat(f float64) float64 {
	down := math.Floor(f)
	if f-down >= 0.5 {
		down++
	}
	return math.Copysign(down, f)
}

func (v Value) round(exact func(decimal) (decimal, error), ieee func(float64) float64) (Value, error) {
	if !v.isNumber() {
		return Value{}, ErrType
	}
	if v.family != decimals {
		return floating(v.family, ieee(v.float)), nil
	}
	var err error
	v.decimal, err = exact(v.decimal)
	return v, err
}
