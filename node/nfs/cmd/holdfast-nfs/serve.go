package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/netip"
	"os"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/server"
)

const serveUsage = `Exports a folder over NFS version 3 and its MOUNT protocol, both on one TCP
port, until it gets SIGTERM. There is no portmapper: clients have to be told the
port unless it is 2049 (-o port=N,mountport=N).

File handles hold over renames and over a restart of the server. They are the
file system's own; where it has none (overlayfs, FUSE) they are numbers in a
table of paths, which knows of renames and deletions that go through the server.
The key that signs handles and that table are kept in the state folder.

Clients are trusted as with sec=sys,no_root_squash: name with --client who they
are, unless everybody is who can reach the port.

` + notSupported + `

Usage:
  holdfast-nfs serve --export DIR [OPTION...]
`

func serveCommand(ctx context.Context, args []string) error {
	var listen, export string
	var clients []netip.Prefix
	var o server.ExportOptions
	f := flag.NewFlagSet("serve", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&listen, "listen", ":2049", "`address` to listen on")
	f.Func("client", "`address`, or network as ADDRESS/BITS, that is answered; repeatable (default everybody)", func(client string) error {
		p, err := prefix(client)
		clients = append(clients, p)
		return err
	})
	f.StringVar(&export, "export", "", "`folder` to export")
	f.StringVar(&o.As, "as", "", "`path` by which clients know the folder (default the folder's own)")
	f.StringVar(&o.State, "state", "", "`folder` outside of the export for what survives a restart (default \"DIR.state\")")
	f.BoolVar(&o.ReadOnly, "read-only", false, "refuse every change")
	f.BoolVar(&o.Full, "full", false, "refuse what needs room, as if the disk were full")
	f.BoolVar(&o.Paths, "path-handles", false, "use the table of paths even if the file system has handles")
	switch err := f.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(serveUsage)
		f.SetOutput(os.Stdout)
		f.PrintDefaults()
		return nil
	case err != nil:
		return fmt.Errorf("%w: %w", errUsage, err)
	case f.NArg() > 0:
		return fmt.Errorf("%w: serve takes options and nothing else, not %q", errUsage, f.Arg(0))
	case export == "":
		return fmt.Errorf("%w: --export is needed", errUsage)
	}
	return serve(ctx, listen, clients, export, o)
}

// prefix is the address or the network that --client names.
func prefix(client string) (netip.Prefix, error) {
	if p, err := netip.ParsePrefix(client); err == nil {
		return p, nil
	}
	address, err := netip.ParseAddr(client)
	if err != nil {
		return netip.Prefix{}, errors.New("it is neither an address nor a network")
	}
	return netip.PrefixFrom(address, address.BitLen()), nil
}

func serve(ctx context.Context, listen string, clients []netip.Prefix, export string, o server.ExportOptions) error {
	unix.Umask(0) // modes are the clients' business
	// Before the state is touched: who cannot listen has no business with it.
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w", listen, reason(err))
	}
	defer l.Close()
	e, err := server.OpenExport(export, o)
	if err != nil {
		return err
	}
	defer e.Close()
	logger := log.New(os.Stderr, "holdfast-nfs: ", 0)
	if len(clients) > 0 {
		l = server.From(l, clients, logger.Printf)
	}
	logger.Printf("serving %s on %s with %s", export, l.Addr(), e.Handles())
	return server.New(e, logger.Printf).Serve(ctx, l)
}

// reason is what went wrong, without the addresses that net adds.
func reason(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
