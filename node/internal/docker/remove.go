// Package docker removes what a run left in a Docker engine. It speaks the engine's HTTP interface as it is, without a
// client library: three requests are all there is to say.
package docker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Engine is a Docker engine.
type Engine struct {
	client *http.Client
	base   string
}

// requestDeadline bounds one request: killing a container and removing its volumes takes a busy engine a while.
const requestDeadline = time.Minute

// At leads to the engine at an address such as unix:///var/run/docker.sock or tcp://127.0.0.1:2375. Engines that want a
// certificate are refused.
func At(address string) (*Engine, error) {
	where, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	switch where.Scheme {
	case "unix":
		transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", where.Path)
		}}
		return &Engine{client: &http.Client{Transport: transport, Timeout: requestDeadline}, base: "http://docker"}, nil
	case "tcp", "http":
		return &Engine{client: &http.Client{Timeout: requestDeadline}, base: "http://" + where.Host}, nil
	}
	return nil, fmt.Errorf("no way is known to a Docker engine at %q", address)
}

// Remove removes every container, volume and network with the label KEY=VALUE, containers with the volumes that were made
// for them, running or not. It goes on after a failure and returns all of them.
func (e *Engine) Remove(ctx context.Context, label string) error {
	filters, err := json.Marshal(map[string][]string{"label": {label}})
	if err != nil {
		return err
	}
	query := "?filters=" + url.QueryEscape(string(filters))
	var containers, networks []struct{ ID string }
	var volumes struct{ Volumes []struct{ Name string } }
	err = e.get(ctx, "/containers/json"+query+"&all=1", &containers)
	for _, c := range containers {
		err = errors.Join(err, e.delete(ctx, "/containers/"+c.ID+"?force=1&v=1"))
	}
	err = errors.Join(err, e.get(ctx, "/volumes"+query, &volumes))
	for _, v := range volumes.Volumes {
		err = errors.Join(err, e.delete(ctx, "/volumes/"+url.PathEscape(v.Name)+"?force=1"))
	}
	err = errors.Join(err, e.get(ctx, "/networks"+query, &networks))
	for _, n := range networks {
		err = errors.Join(err, e.delete(ctx, "/networks/"+n.ID))
	}
	return err
}

func (e *Engine) get(ctx context.Context, path string, into any) error {
	response, err := e.do(ctx, http.MethodGet, path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return failed(response, path)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

func (e *Engine) delete(ctx context.Context, path string) error {
	response, err := e.do(ctx, http.MethodDelete, path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	switch response.StatusCode {
	case http.StatusOK, http.StatusNoContent, http.StatusNotFound:
		return nil
	case http.StatusConflict: // somebody else is removing it at this moment
		return nil
	}
	return failed(response, path)
}

func (e *Engine) do(ctx context.Context, method, path string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, e.base+path, nil)
	if err != nil {
		return nil, err
	}
	return e.client.Do(request)
}

func failed(response *http.Response, path string) error {
	said, _ := io.ReadAll(io.LimitReader(response.Body, 500))
	return fmt.Errorf("the Docker engine answers %s to %s: %s", response.Status, path, strings.TrimSpace(string(said)))
}
