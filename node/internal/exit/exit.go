// Package exit is how the programs of a cluster end. Whoever starts them relies on it: one sentence after "error: " on standard
// error says what is wrong, and the code whether something has to change before it is worth another try.
package exit

import (
	"fmt"
	"os"
)

// Codes, beside 0.
const (
	Failed  = 1
	Refused = 2
)

// With says what is wrong and ends the program.
func With(code int, err error) {
	fmt.Fprintln(os.Stderr, "error:", err)
	os.Exit(code)
}
