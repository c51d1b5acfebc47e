package controllerproxy

import (
	"errors"
	"fmt"

	"github.com/itchyny/gojq"
)

// variables are what every program can ask for besides its input.
//
//	$event  why an object is shown: LIST, GET, or the type of the event of a watch
//	$pods   the pods of the namespace as they are, by name
//	$sets   the StatefulSets of the namespace as they are, by name
var variables = []string{"$event", "$pods", "$sets"}

// program is a jq program that gives at most one value.
type program struct {
	code *gojq.Code
}

func compile(text string) (program, error) {
	query, err := gojq.Parse(text)
	if err != nil {
		return program{}, fmt.Errorf("%q is no jq program: %w", text, err)
	}
	code, err := gojq.Compile(query, gojq.WithVariables(variables))
	if err != nil {
		return program{}, fmt.Errorf("%q is no jq program: %w", text, err)
	}
	return program{code}, nil
}

func compileAll(texts map[string]string) (map[string]program, error) {
	programs := map[string]program{}
	for name, text := range texts {
		p, err := compile(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		programs[name] = p
	}
	return programs, nil
}

// run gives the program's value for an input, and false when it gives none.
func (p program) run(input map[string]any, event string, near neighbours) (map[string]any, bool, error) {
	values := p.code.Run(input, event, near.pods, near.sets)
	value, some := values.Next()
	if !some {
		return nil, false, nil
	}
	if err, bad := value.(error); bad {
		return nil, false, err
	}
	if _, more := values.Next(); more {
		return nil, false, errors.New("the program gives more than one value")
	}
	object, right := value.(map[string]any)
	if !right {
		return nil, false, fmt.Errorf("the program gives %T, no object", value)
	}
	return object, true, nil
}
