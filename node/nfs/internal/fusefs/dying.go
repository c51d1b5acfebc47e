package fusefs

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/hanwen/go-fuse/v2/fuse"
	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/rpc"
)

// waiter is the thread that waits for the answer to a request of the kernel's.
// Only what kills it ends that: an operation on a file does not fail because of
// a signal that the program handles.
func waiter(h *fuse.InHeader, cancel <-chan struct{}) rpc.Waiter {
	thread := h.Pid // h is not valid any longer than the request
	return rpc.Waiter{Interrupted: cancel, Dying: func() bool { return dying(thread) }}
}

// dying says whether a thread has to end: the kernel has SIGKILL pending for
// each thread of a process that any signal kills. A thread that cannot be seen
// from here, because it is in a PID namespace that is not below this one, is
// taken for dying; else nothing could end it.
func dying(thread uint32) bool {
	if self, err := os.Readlink("/proc/self"); err != nil || self != strconv.Itoa(os.Getpid()) || thread == 0 {
		return true
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", thread))
	if err != nil {
		return true
	}
	for line := range strings.Lines(string(status)) {
		if mask, ok := strings.CutPrefix(line, "SigPnd:"); ok {
			pending, err := strconv.ParseUint(strings.TrimSpace(mask), 16, 64)
			return err != nil || pending&(1<<(unix.SIGKILL-1)) != 0
		}
	}
	return true
}
