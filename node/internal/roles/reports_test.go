package roles

import (
	"errors"
	"os"
	"slices"
	"testing"
)

func TestReportsAreFollowedToTheFailure(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reporter{writer}.progress("one of %d", 2)
	ReportFailure(writer, errors.New("no more"))
	_ = writer.Close()
	var seen []string
	failure := followReports(reader, func(r report) { seen = append(seen, r.Progress) })
	if failure != "no more" || !slices.Equal(seen, []string{"one of 2"}) {
		t.Errorf("failure %q, progress %q", failure, seen)
	}
}
