package controllerproxy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// brief is as much of an object as is needed to know whether lies are told about it.
type brief struct {
	Metadata struct {
		Namespace string `json:"namespace"`
		Name      string `json:"name"`
	} `json:"metadata"`
}

// shown is what the controller gets to see of an object; nil when it does not get to see it.
func (r *Rules) shown(resource, event string, object json.RawMessage) (json.RawMessage, error) {
	var about brief
	if err := json.Unmarshal(object, &about); err != nil {
		return nil, err
	}
	namespace, name := about.Metadata.Namespace, about.Metadata.Name
	if !r.lies(namespace) {
		return object, nil
	}
	truth, err := read(object)
	if err != nil {
		return nil, err
	}
	r.note(resource, namespace, name, truth, event == "DELETED")
	lie, some := r.sees(namespace, resource)
	if !some {
		return object, nil
	}
	seen, some, err := lie.run(truth, event, r.near(namespace))
	if err != nil {
		return nil, fmt.Errorf("what is seen of %s %s in %s: %w", resource, name, namespace, err)
	}
	if !some {
		return nil, nil
	}
	return json.Marshal(seen)
}

// read keeps whole numbers whole: gojq works with int, and leaves what it is given as it is.
func read(text []byte) (map[string]any, error) {
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&object); err != nil {
		return nil, err
	}
	return object, nil
}

// one rewrites the answer to a request for one object.
func (r *Rules) one(resource string, answer []byte) ([]byte, error) {
	seen, err := r.shown(resource, "GET", answer)
	if err == nil && seen == nil {
		// Nobody asks for one by name that it was never shown.
		return answer, nil
	}
	return seen, err
}

// list rewrites the answer to a request for a collection.
func (r *Rules) list(resource string, answer []byte) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(answer, &fields); err != nil {
		return nil, err
	}
	var items []json.RawMessage
	if err := json.Unmarshal(fields["items"], &items); err != nil {
		return nil, err
	}
	seen := make([]json.RawMessage, 0, len(items))
	for _, item := range items {
		object, err := r.shown(resource, "LIST", item)
		if err != nil {
			return nil, err
		}
		if object != nil {
			seen = append(seen, object)
		}
	}
	rewritten, err := json.Marshal(seen)
	if err != nil {
		return nil, err
	}
	fields["items"] = rewritten
	return json.Marshal(fields)
}

type event struct {
	Type   string          `json:"type"`
	Object json.RawMessage `json:"object"`
}

// watch rewrites the events of a watch, one by one, until there are no more.
func (r *Rules) watch(resource string, from io.Reader, each func([]byte) error) error {
	for events := json.NewDecoder(from); ; {
		var raw json.RawMessage
		if err := events.Decode(&raw); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		rewritten, err := r.event(resource, raw)
		if err != nil {
			return err
		}
		if rewritten == nil {
			continue
		}
		if err := each(append(rewritten, '\n')); err != nil {
			return err
		}
	}
}

func (r *Rules) event(resource string, raw json.RawMessage) ([]byte, error) {
	var e event
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, err
	}
	if e.Type == "BOOKMARK" || e.Type == "ERROR" {
		return raw, nil
	}
	seen, err := r.shown(resource, e.Type, e.Object)
	if err != nil {
		return nil, err
	}
	if seen == nil {
		if e.Type != "MODIFIED" {
			return nil, nil
		}
		// Whatever it was shown of the object before is gone.
		return json.Marshal(event{Type: "DELETED", Object: e.Object})
	}
	if &seen[0] == &e.Object[0] {
		return raw, nil
	}
	return json.Marshal(event{Type: e.Type, Object: seen})
}
