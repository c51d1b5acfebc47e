package programlog

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLastWordsAreTheReason(t *testing.T) {
	for text, want := range map[string]string{
		"I0101 starting\nError: unknown flag: --x\nUsage:\n  kubelet [flags]\n":                                                                        "Error: unknown flag: --x",
		"E1127 15:35:15 server.go:1] no answer\npanic: runtime error: invalid memory address\n\tpanic: again\n\ngoroutine 7 [running]:\nmain.main()\n": "panic: runtime error: invalid memory address",
		"starting\nstopped\n": "stopped",
		"":                    "",
	} {
		file := filepath.Join(t.TempDir(), "log")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := LastWords(file); got != want {
			t.Errorf("LastWords of %q = %q", text, got)
		}
	}
	if got := LastWords(filepath.Join(t.TempDir(), "none")); got != "" {
		t.Errorf("LastWords of no file = %q", got)
	}
}
