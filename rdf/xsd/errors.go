package xsd

// An Error is why an operation on values has no result. Operations return one
// of the variables of this package, so that they can be told apart with ==.
type Error struct {
	// Code is the code of the error in XQuery and XPath Functions and Operators,
	// appendix C (or XPath 2.0, appendix G), such as FOAR0001.
	Code    string
	message string
}

// Error returns the message with the code.
func (e *Error) Error() string { return e.message + " (err:" + e.Code + ")" }

// What can go wrong.
var (
	ErrType           = &Error{"XPTY0004", "the operation is not defined for these datatypes"}
	ErrCast           = &Error{"FORG0001", "the value cannot be cast to that datatype"}
	ErrNoDatatype     = &Error{"XPST0051", "there is no cast to that datatype"}
	ErrDivision       = &Error{"FOAR0001", "division by zero"}
	ErrOverflow       = &Error{"FOAR0002", "the number is too large"}
	ErrNotANumber     = &Error{"FOCA0005", "a duration cannot be counted with NaN"}
	ErrDateOverflow   = &Error{"FODT0001", "the date is out of range"}
	ErrPeriodOverflow = &Error{"FODT0002", "the duration is out of range"}
	ErrTruth          = &Error{"FORG0006", "a term of this datatype is neither true nor false"}
	ErrNoZone         = &Error{"XPTY0004", "the time has no time zone"}
)
