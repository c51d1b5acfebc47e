// Command holdfast-controllerproxy runs a StatefulSet controller that knows the cluster only by what a proxy says:
//
//	holdfast-controllerproxy --kubeconfig FILE --controller-manager PROGRAM --log FILE [-- ARGUMENT...]
//
// It starts the program, unmodified and with no other controller in it, and stands between it and the API server, whom it asks
// with the rights of a StatefulSet controller; it answers nobody but that program. When the
// controller watches what it needs, it prints {} and then takes orders on standard input, one JSON object each, on what the
// controller is shown of a namespace, each of which it answers with a line when it is in force (see internal/controllerproxy). By
// such orders the controller is ended and started again, too; what it is shown stays as it was ordered. This program ends, and the
// controller with it, when its standard input does.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"sync"

	"holdfast.dev/node/internal/controllerproxy"
	"holdfast.dev/node/internal/exit"
	"holdfast.dev/node/internal/programlog"
)

func init() {
	// The kernel ties the death of a child to the death of the thread that made it: that has to be the main thread.
	runtime.LockOSThread()
}

func main() {
	kubeconfig := flag.String("kubeconfig", "", "the file that leads to the cluster")
	controller := controllerproxy.Controller{}
	flag.StringVar(&controller.Program, "controller-manager", "", "the program to run")
	flag.StringVar(&controller.Log, "log", "", "the file that it writes to")
	flag.Parse()
	controller.Arguments = flag.Args()
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	if *kubeconfig == "" || controller.Program == "" || controller.Log == "" {
		exit.With(exit.Refused, errors.New("holdfast-controllerproxy needs --kubeconfig, --controller-manager and --log"))
	}
	if err := run(*kubeconfig, controller); err != nil {
		exit.With(exit.Failed, err)
	}
}

func run(kubeconfig string, controller controllerproxy.Controller) error {
	address, transport, err := controllerproxy.Server(kubeconfig)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	rules := controllerproxy.NewRules()
	proxy := controllerproxy.NewProxy(address, transport, rules)
	watched := watching(proxy)
	access, err := controllerproxy.NewAccess()
	if err != nil {
		return err
	}
	go func() { _ = http.Serve(access.Listener(listener), proxy) }()
	// Beside the log, it goes when that does.
	controller.Kubeconfig = controller.Log + ".kubeconfig"
	if err := access.WriteKubeconfig(controller.Kubeconfig, listener.Addr().String()); err != nil {
		return err
	}
	running := &process{controller: controller}
	if err := running.do(controllerproxy.Restart); err != nil {
		return err
	}
	return serve(running, rules, watched)
}

// watching is closed when the controller watches all that it needs.
func watching(proxy *controllerproxy.Proxy) <-chan struct{} {
	all := make(chan struct{})
	missing := map[string]bool{"pods": true, "statefulsets": true, "persistentvolumeclaims": true, "controllerrevisions": true}
	var mutex sync.Mutex
	proxy.Watching = func(resource string) {
		mutex.Lock()
		defer mutex.Unlock()
		if missing[resource] {
			delete(missing, resource)
			if len(missing) == 0 {
				close(all)
			}
		}
	}
	return all
}

// serve takes orders until there are no more; the controller ends then.
func serve(running *process, rules *controllerproxy.Rules, watched <-chan struct{}) error {
	requests := make(chan request)
	dismissed := make(chan error, 1)
	go func() {
		dismissed <- rules.Obey(os.Stdin, os.Stdout, func(verb controllerproxy.Verb) error {
			r := request{verb, make(chan error, 1)}
			requests <- r
			return <-r.answer
		})
	}()
	for {
		select {
		case <-watched:
			fmt.Println("{}")
			watched = nil
		case r := <-requests:
			r.answer <- running.do(r.verb)
		case err := <-running.ended:
			return fmt.Errorf("the controller ended (%v): %s", err, programlog.LastWords(running.controller.Log))
		case err := <-dismissed:
			return errors.Join(err, running.do(controllerproxy.Kill))
		}
	}
}

// request is an order about the controller.
type request struct {
	verb   controllerproxy.Verb
	answer chan error
}

// process is the controller that runs, or none while it is away. It belongs to the main goroutine, as it ends with the thread that
// starts it.
type process struct {
	controller controllerproxy.Controller
	cmd        *exec.Cmd
	// ended is told when it ends; nothing is told while it is away.
	ended chan error
}

// do ends the controller, if it runs, and starts it again, if that is ordered.
func (p *process) do(verb controllerproxy.Verb) error {
	if verb != controllerproxy.Kill && verb != controllerproxy.Restart {
		return fmt.Errorf("%q cannot be done to the controller", verb)
	}
	if p.cmd != nil {
		// It may have ended just now, which is what is wanted.
		_ = p.cmd.Process.Kill()
		<-p.ended
		p.cmd, p.ended = nil, nil
	}
	if verb == controllerproxy.Kill {
		return nil
	}
	cmd, err := p.controller.Start()
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	p.cmd, p.ended = cmd, ended
	return nil
}
