package roles

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"holdfast.dev/node/internal/orders"
)

// report is a line from a role to the process that started it.
type report struct {
	// Progress is a sentence for the user.
	Progress string `json:"progress,omitempty"`
	// Phase and Millis say how long a part of the start took.
	Phase  string `json:"phase,omitempty"`
	Millis int64  `json:"millis,omitempty"`
	// Ready is set once, when the role does what it is for.
	Ready bool `json:"ready,omitempty"`
	// Failure is why it will never be ready.
	Failure string `json:"failure,omitempty"`
	// Answer is what came of an order.
	Answer *orders.Answer `json:"answer,omitempty"`
}

// reporter writes reports.
type reporter struct{ out io.Writer }

func (r reporter) send(line report) {
	text, err := json.Marshal(line)
	if err != nil {
		panic(err) // strings, numbers and truth values only
	}
	// A reader that is gone is about to end this process.
	_, _ = r.out.Write(append(text, '\n'))
}

func (r reporter) progress(format string, values ...any) {
	r.send(report{Progress: fmt.Sprintf(format, values...)})
}

var reportReady = report{Ready: true}

// took reports how long a part of the start took.
func took(phase string, began time.Time) report {
	return report{Phase: phase, Millis: time.Since(began).Milliseconds()}
}

func orderAnswered(answer orders.Answer) report { return report{Answer: &answer} }

// followReports hands on what a role reports until it ends, and returns why it failed, if it said so.
func followReports(reports *os.File, each func(report)) string {
	defer reports.Close()
	failure := ""
	for lines := bufio.NewScanner(reports); lines.Scan(); {
		var line report
		if json.Unmarshal(lines.Bytes(), &line) != nil {
			continue
		}
		if line.Failure != "" {
			failure = line.Failure
			continue
		}
		each(line)
	}
	return failure
}

// ReportFailure tells the starter of a role why it ends.
func ReportFailure(out *os.File, err error) { reporter{out}.send(report{Failure: err.Error()}) }
