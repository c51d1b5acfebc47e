package nfs3

import (
	"errors"
	"fmt"
	"syscall"
)

// Status is nfsstat3, and mountstat3 as far as that goes.
type Status uint32

// The status codes.
const (
	OK             Status = 0
	ErrPerm        Status = 1
	ErrNoEnt       Status = 2
	ErrIO          Status = 5
	ErrNXIO        Status = 6
	ErrAcces       Status = 13
	ErrExist       Status = 17
	ErrXDev        Status = 18
	ErrNoDev       Status = 19
	ErrNotDir      Status = 20
	ErrIsDir       Status = 21
	ErrInval       Status = 22
	ErrFBig        Status = 27
	ErrNoSpc       Status = 28
	ErrROFS        Status = 30
	ErrMLink       Status = 31
	ErrNameTooLong Status = 63
	ErrNotEmpty    Status = 66
	ErrDQuot       Status = 69
	ErrStale       Status = 70
	ErrRemote      Status = 71
	ErrBadHandle   Status = 10001
	ErrNotSync     Status = 10002
	ErrBadCookie   Status = 10003
	ErrNotSupp     Status = 10004
	ErrTooSmall    Status = 10005
	ErrServerFault Status = 10006
	ErrBadType     Status = 10007
	ErrJukebox     Status = 10008
)

// errnos pairs each status with the errno that it stands for.
var errnos = map[Status]syscall.Errno{
	ErrPerm: syscall.EPERM, ErrNoEnt: syscall.ENOENT, ErrIO: syscall.EIO, ErrNXIO: syscall.ENXIO,
	ErrAcces: syscall.EACCES, ErrExist: syscall.EEXIST, ErrXDev: syscall.EXDEV, ErrNoDev: syscall.ENODEV,
	ErrNotDir: syscall.ENOTDIR, ErrIsDir: syscall.EISDIR, ErrInval: syscall.EINVAL, ErrFBig: syscall.EFBIG,
	ErrNoSpc: syscall.ENOSPC, ErrROFS: syscall.EROFS, ErrMLink: syscall.EMLINK,
	ErrNameTooLong: syscall.ENAMETOOLONG, ErrNotEmpty: syscall.ENOTEMPTY, ErrDQuot: syscall.EDQUOT,
	ErrStale: syscall.ESTALE, ErrRemote: syscall.EREMOTE,
}

// Error says the status as its errno would be said.
func (s Status) Error() string {
	if s == OK {
		return "no error"
	}
	if e, ok := errnos[s]; ok {
		return e.Error()
	}
	return fmt.Sprintf("NFS status %d", uint32(s))
}

// Errno is what a system call reports for s.
func (s Status) Errno() syscall.Errno {
	if s == OK {
		return 0
	}
	if e, ok := errnos[s]; ok {
		return e
	}
	switch s {
	case ErrBadHandle:
		return syscall.ESTALE
	case ErrNotSupp, ErrBadType:
		return syscall.EOPNOTSUPP
	}
	return syscall.EIO
}

// StatusOf turns an error of a system call into the status that a client is
// told. What has no status of its own is an I/O error.
func StatusOf(err error) Status {
	if err == nil {
		return OK
	}
	var s Status
	if errors.As(err, &s) {
		return s
	}
	var e syscall.Errno
	if !errors.As(err, &e) {
		return ErrIO
	}
	switch e {
	case syscall.ELOOP:
		// openat(O_NOFOLLOW) met a symbolic link.
		return ErrInval
	case syscall.EOPNOTSUPP, syscall.ENOSYS:
		return ErrNotSupp
	case syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.EAGAIN:
		// "Try again later": clients wait and repeat the call.
		return ErrJukebox
	case syscall.EBUSY:
		return ErrAcces
	}
	for status, errno := range errnos {
		if errno == e {
			return status
		}
	}
	return ErrIO
}
