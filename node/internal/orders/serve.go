package orders

import (
	"bufio"
	"encoding/json"
	"io"
	"sync"
)

// longestOrder is far more than any order needs.
const longestOrder = 64 << 10

// Serve answers the orders that are read, one a line, until there are no more; each as soon as it is carried out, so that one
// that takes long holds up no other. It returns when all of them are answered.
func Serve(in io.Reader, out io.Writer, answer func(line []byte) Answer) {
	var pending sync.WaitGroup
	defer pending.Wait()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestOrder)
	for lines.Scan() {
		if len(lines.Bytes()) == 0 {
			continue
		}
		line := append([]byte(nil), lines.Bytes()...)
		pending.Go(func() { say(out, answer(line)) })
	}
	if lines.Err() == bufio.ErrTooLong {
		say(out, Answer{Refused: "this is no order: the line is too long"})
		// What follows cannot be told from the rest of that line; the end of the input can.
		_, _ = io.Copy(io.Discard, in)
	}
}

// say writes one line with one write, which others on the same file cannot fall into.
func say(out io.Writer, a Answer) {
	text, err := json.Marshal(a)
	if err != nil {
		panic(err) // strings and truth values only
	}
	// A reader that is gone wants no answer.
	_, _ = out.Write(append(text, '\n'))
}
