// Package programlog reads what a program has written before it ended.
package programlog

import (
	"bytes"
	"os"
	"slices"
	"strings"
)

// reasons are how lines begin that say why a program ended. What comes after them is a program's usage, or a list of goroutines.
var reasons = []string{"panic: ", "fatal error: ", "E", "F", "Error:"}

// limit is how many bytes of a line are repeated.
const limit = 400

// LastWords is the line of a log that says why its program ended; empty when there is no log.
func LastWords(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	lines := strings.Split(string(bytes.TrimSpace(text)), "\n")
	last := reason(lines)
	if len(last) > limit {
		last = last[:limit] + "…"
	}
	return last
}

func reason(lines []string) string {
	for _, line := range slices.Backward(lines) {
		for _, beginning := range reasons {
			if strings.HasPrefix(line, beginning) {
				return line
			}
		}
	}
	return lines[len(lines)-1]
}
