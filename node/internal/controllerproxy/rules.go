package controllerproxy

import "sync"

// Rule says what lies are told about one namespace.
type Rule struct {
	// Sees has, by resource such as "pods", the program that an object goes through on its way to the controller. One
	// that gives nothing hides the object, which is gone then if it was shown before.
	Sees map[string]string `json:"sees"`
	// Sends has, by verb and resource such as "DELETE pods" or "PUT statefulsets/status", the program that a request goes
	// through: from {name, body} to the same with another name or body, or with "answer": {code, body}, which is given to
	// the controller instead of asking the server. One that gives nothing is answered as if it had been done.
	Sends map[string]string `json:"sends"`
}

type compiled struct {
	sees, sends map[string]program
}

// Rules are the lies that are told now. They may be changed while they are told.
type Rules struct {
	mutex sync.RWMutex
	rules map[string]compiled
	known map[string]neighbours
}

// NewRules begins with the truth.
func NewRules() *Rules {
	return &Rules{rules: map[string]compiled{}, known: map[string]neighbours{}}
}

// Set says what is told about a namespace from now on.
func (r *Rules) Set(namespace string, rule Rule) error {
	sees, err := compileAll(rule.Sees)
	if err != nil {
		return err
	}
	sends, err := compileAll(rule.Sends)
	if err != nil {
		return err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.rules[namespace] = compiled{sees: sees, sends: sends}
	r.known[namespace] = neighbours{pods: map[string]any{}, sets: map[string]any{}}
	return nil
}

// Clear has the truth told about a namespace from now on.
func (r *Rules) Clear(namespace string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	delete(r.rules, namespace)
	delete(r.known, namespace)
}

// neighbours are the objects of a namespace as they are, by name. What is in them is never changed.
type neighbours struct {
	pods, sets map[string]any
}

// note remembers an object of a namespace about which lies are told, or forgets it.
func (r *Rules) note(resource, namespace, name string, object map[string]any, gone bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	known, lied := r.known[namespace]
	if !lied {
		return
	}
	var kind map[string]any
	switch resource {
	case "pods":
		kind = known.pods
	case "statefulsets":
		kind = known.sets
	default:
		return
	}
	if gone {
		delete(kind, name)
	} else {
		kind[name] = object
	}
}

func (r *Rules) near(namespace string) neighbours {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	known := r.known[namespace]
	return neighbours{pods: copied(known.pods), sets: copied(known.sets)}
}

func copied(objects map[string]any) map[string]any {
	copied := make(map[string]any, len(objects))
	for name, object := range objects {
		copied[name] = object
	}
	return copied
}

func (r *Rules) lies(namespace string) bool {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	_, some := r.rules[namespace]
	return some
}

func (r *Rules) sees(namespace, resource string) (program, bool) {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	p, some := r.rules[namespace].sees[resource]
	return p, some
}

func (r *Rules) sends(namespace, request string) (program, bool) {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	p, some := r.rules[namespace].sends[request]
	return p, some
}
