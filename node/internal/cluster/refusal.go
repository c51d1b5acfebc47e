package cluster

import "fmt"

// Refusal is a reason not to start that the user can do something about.
type Refusal struct{ sentence string }

func (r Refusal) Error() string { return r.sentence }

// Refuse makes a refusal of one sentence.
func Refuse(format string, values ...any) error { return Refusal{fmt.Sprintf(format, values...)} }
