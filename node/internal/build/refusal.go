package build

import (
	"errors"
	"fmt"
)

// Exit codes of holdfast-build.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitRefused     = 2
	ExitInterrupted = 130
)

// Refusal says in one sentence why nothing was built: something about the machine or the request has to change first.
type Refusal struct{ Sentence string }

func (r Refusal) Error() string { return r.Sentence }

func refuse(format string, args ...any) error { return Refusal{fmt.Sprintf(format, args...)} }

// ErrInterrupted is returned when the build was asked to stop.
var ErrInterrupted = errors.New("interrupted")

// ExitCode is the exit code that tells that error to the caller.
func ExitCode(err error) int {
	var refusal Refusal
	switch {
	case err == nil:
		return ExitDone
	case errors.As(err, &refusal):
		return ExitRefused
	case errors.Is(err, ErrInterrupted):
		return ExitInterrupted
	}
	return ExitFailed
}
