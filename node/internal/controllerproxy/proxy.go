package controllerproxy

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
)

// resources are those that a controller can be lied to about.
var resources = map[string]bool{
	"pods": true, "statefulsets": true, "persistentvolumeclaims": true, "controllerrevisions": true,
}

// Proxy answers as the API server does, but for the lies.
type Proxy struct {
	rules *Rules
	pass  *httputil.ReverseProxy
	// Watching is told of each resource that begins to be watched.
	Watching func(resource string)
}

// NewProxy is one for the server at an address, which is asked by the given transport.
func NewProxy(server *url.URL, transport http.RoundTripper, rules *Rules) *Proxy {
	p := &Proxy{rules: rules, Watching: func(string) {}}
	p.pass = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(server)
			// What is compressed cannot be looked into.
			r.Out.Header.Set("Accept-Encoding", "identity")
		},
		Transport:      transport,
		FlushInterval:  -1,
		ModifyResponse: p.answer,
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			if r.Context().Err() == nil {
				slog.Error("a request was not passed on", "path", r.URL.Path, "error", err)
			}
			w.WriteHeader(http.StatusBadGateway)
		},
	}
	return p
}

func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		done, err := p.send(w, r)
		if err != nil {
			slog.Error("a request was not understood", "path", r.URL.Path, "error", err)
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		if done {
			return
		}
	}
	p.pass.ServeHTTP(w, r)
}

// answer rewrites what the server says.
func (p *Proxy) answer(response *http.Response) error {
	request := response.Request
	t := targetOf(request.URL.Path)
	if request.Method != http.MethodGet || response.StatusCode != http.StatusOK || !resources[t.resource] {
		return nil
	}
	if watches(request) {
		p.Watching(t.resource)
		response.Body = p.rewritten(t.resource, response.Body)
		response.ContentLength = -1
		response.Header.Del("Content-Length")
		return nil
	}
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	_ = response.Body.Close()
	rewrite := p.rules.list
	if t.name != "" {
		rewrite = p.rules.one
	}
	seen, err := rewrite(t.resource, answer)
	if err != nil {
		return err
	}
	replace(response, seen)
	return nil
}

func replace(response *http.Response, body []byte) {
	response.Body = io.NopCloser(bytes.NewReader(body))
	response.ContentLength = int64(len(body))
	response.Header.Set("Content-Length", strconv.Itoa(len(body)))
}

// stream is the rewritten body of a watch; closing it closes the body that it is made of.
type stream struct {
	*io.PipeReader
	whole io.Closer
}

func (s stream) Close() error { return errors.Join(s.PipeReader.Close(), s.whole.Close()) }

func (p *Proxy) rewritten(resource string, body io.ReadCloser) io.ReadCloser {
	reader, writer := io.Pipe()
	go func() {
		err := p.rules.watch(resource, body, func(line []byte) error {
			_, err := writer.Write(line)
			return err
		})
		if err != nil && !errors.Is(err, io.ErrClosedPipe) && !strings.Contains(err.Error(), "context canceled") {
			slog.Warn("a watch ended", "resource", resource, "error", err)
		}
		_ = writer.CloseWithError(err)
	}()
	return stream{reader, body}
}

// send passes a request on as the rules say; true when it was answered here.
func (p *Proxy) send(w http.ResponseWriter, r *http.Request) (bool, error) {
	t := targetOf(r.URL.Path)
	rule, some := p.rules.sends(t.namespace, r.Method+" "+t.resource)
	if !some {
		return false, nil
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return false, err
	}
	asked := map[string]any{"name": t.name, "body": map[string]any{}}
	if len(text) > 0 {
		if asked["body"], err = read(text); err != nil {
			return false, err
		}
	}
	sent, some, err := rule.run(asked, r.Method, p.rules.near(t.namespace))
	if err != nil {
		return false, err
	}
	if !some {
		return true, answered(w, http.StatusOK, done(r.Method, asked["body"]))
	}
	if answer, given := sent["answer"].(map[string]any); given {
		code, _ := strconv.Atoi(numeral(answer["code"]))
		return true, answered(w, code, answer["body"])
	}
	name, _ := sent["name"].(string)
	body, err := json.Marshal(sent["body"])
	if err != nil {
		return false, err
	}
	r.URL.Path = t.path(name)
	r.URL.RawPath = ""
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.ContentLength = int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	r.Header.Set("Content-Type", contentType(r))
	return false, nil
}

// contentType is that of the request; a deletion that had no body has none.
func contentType(r *http.Request) string {
	if given := r.Header.Get("Content-Type"); given != "" {
		return given
	}
	return "application/json"
}

// done is what the server says of a request that it carried out.
func done(method string, body any) any {
	if method == http.MethodDelete {
		return map[string]any{"kind": "Status", "apiVersion": "v1", "status": "Success"}
	}
	return body
}

func numeral(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

func answered(w http.ResponseWriter, code int, body any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	return json.NewEncoder(w).Encode(body)
}
