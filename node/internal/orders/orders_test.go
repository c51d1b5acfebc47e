package orders

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience bounds the wait for what happens at once unless it never happens.
const patience = 30 * time.Second

var nodes = []string{"node-1", "node-2"}

func TestAnOrderIsReadAsItIsWritten(t *testing.T) {
	order, err := Parse([]byte(`{"id":"7","order":"freeze","component":"kubelet","node":"node-2","for":"1m30s"}`), nodes)
	want := Order{ID: "7", Verb: Freeze, Component: "kubelet", Node: "node-2", For: Duration(90 * time.Second)}
	if err != nil || !reflect.DeepEqual(order, want) {
		t.Fatalf("read %+v, %v; want %+v", order, err, want)
	}
	text, err := json.Marshal(order)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Parse(text, nodes); err != nil || !reflect.DeepEqual(again, want) {
		t.Errorf("%s is read as %+v, %v", text, again, err)
	}
}

func TestAWrongOrderIsRefusedInOneSentence(t *testing.T) {
	for line, want := range map[string]string{
		`hello`:               "this is no order: invalid character 'h' looking for beginning of value",
		`{"order":"freeze"`:   "this is no order: the line ends too early",
		`{} {}`:               "this is no order: a line holds more than one object",
		`{"order":"melt"}`:    `there is no order "melt": it is one of`,
		`{"verb":"freeze"}`:   `this is no order: unknown field "verb"`,
		`{"order":"freeze"}`:  "freeze needs a component: in the control plane it is one of etcd, kube-apiserver,",
		`{"order":"restart"}`: "restart needs a component",
		`{"order":"freeze","component":"kubelet"}`:                             "kubelet runs on every node: say which node",
		`{"order":"freeze","component":"sshd"}`:                                `there is no component "sshd" in the control plane: it is one of etcd,`,
		`{"order":"freeze","component":"etcd","node":"node-1"}`:                `there is no component "etcd" on a node: it is one of containerd, kube-proxy, kubelet`,
		`{"order":"freeze","component":"kubelet","node":"node-9"}`:             `there is no node "node-9": it is one of node-1, node-2`,
		`{"order":"freeze","component":"kubelet","node":"node-1","for":"5"}`:   `this is no order: "5" is not a duration such as 30s or 2m`,
		`{"order":"freeze","component":"kubelet","node":"node-1","for":"-1s"}`: `this is no order: "-1s" is not a duration such as 30s or 2m`,
		`{"order":"thaw","component":"kubelet","node":"node-1","for":"5s"}`:    "thaw lasts: only what breaks something is undone after a time",
		`{"order":"kill"}`: "kill needs a component: in the control plane it is one of",
		`{"order":"start","node":"node-1","component":"kubelet"}`: `start has no "component"`,
		`{"order":"start"}`: "start needs a node: it is one of node-1, node-2",
		`{"order":"cut"}`:   "cut needs a node: it is one of node-1, node-2",
		`{"order":"cut","node":"node-1","links":["dns"]}`:                  `there is no link "dns": it is one of api, nfs, peers`,
		`{"order":"cut","node":"node-1","component":"kubelet"}`:            `cut has no "component"`,
		`{"order":"part","node":"node-1"}`:                                 `part needs the other node as "from"`,
		`{"order":"part","node":"node-1","from":"node-1"}`:                 "node-1 cannot be parted from itself",
		`{"order":"part","node":"node-1","from":"node-9"}`:                 `there is no node "node-9": it is one of node-1, node-2`,
		`{"order":"delay","node":"node-1"}`:                                "delay needs to be told by how much, such as 200ms",
		`{"order":"loss","node":"node-1","percent":101}`:                   "loss needs a percentage: at least 0.0001 and at most 100",
		`{"order":"heal","node":"node-1","from":"node-2","links":["api"]}`: "heal mends either links of a node or what parts it from another",
	} {
		_, err := Parse([]byte(line), nodes)
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v; want %q", line, err, want)
		}
	}
}

func TestEachLineIsAnsweredUnderItsOwnID(t *testing.T) {
	receiver := &Receiver{}
	receiver.Open(nodes, func(o Order) Answer { return AnswerTo(o, nil) })
	answers := serve(t, receiver, `{"id":"a","order":"freeze","component":"etcd"}
not JSON

{"id":"b","order":"melt"}
`)
	slices.SortFunc(answers, func(a, b Answer) int { return strings.Compare(a.ID, b.ID) })
	if len(answers) != 3 || answers[0].Refused == "" || !answers[1].Done || answers[2].Refused == "" {
		t.Errorf("answers %+v", answers)
	}
}

func TestAnEndlessLineIsRefusedAndTheEndOfTheInputIsSeen(t *testing.T) {
	answers := serve(t, &Receiver{}, strings.Repeat("x", 3*longestOrder)+"\nmore\n")
	if len(answers) != 1 || !strings.Contains(answers[0].Refused, "too long") {
		t.Errorf("answers %+v", answers)
	}
}

func TestNothingIsOrderedOfAClusterThatIsStarting(t *testing.T) {
	answers := serve(t, &Receiver{}, `{"id":"a","order":"freeze","component":"etcd"}`)
	if len(answers) != 1 || answers[0].ID != "a" || answers[0].Refused == "" {
		t.Errorf("answers %+v", answers)
	}
}

func serve(t *testing.T, receiver *Receiver, input string) []Answer {
	var out strings.Builder
	Serve(strings.NewReader(input), writes(func(text []byte) { out.Write(text) }), receiver.Answer)
	var answers []Answer
	for lines := bufio.NewScanner(strings.NewReader(out.String())); lines.Scan(); {
		var answer Answer
		if err := json.Unmarshal(lines.Bytes(), &answer); err != nil {
			t.Fatalf("%v in %q", err, lines.Text())
		}
		answers = append(answers, answer)
	}
	return answers
}

// writes makes a function a writer that several may use at once.
func writes(each func([]byte)) io.Writer { return &oneByOne{each: each} }

type oneByOne struct {
	mu   sync.Mutex
	each func([]byte)
}

func (o *oneByOne) Write(text []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.each(text)
	return len(text), nil
}

func TestAnswersOfAnotherProcessReachWhoeverAsked(t *testing.T) {
	sent := make(chan Order, 2)
	courier := NewCourier(writes(func(text []byte) {
		var order Order
		if err := json.Unmarshal(text, &order); err != nil {
			t.Error(err)
		}
		sent <- order
	}))
	answers := map[string]chan Answer{"mine": make(chan Answer, 1), "yours": make(chan Answer, 1)}
	for id, answer := range answers {
		go func() { answer <- courier.Carry(Order{ID: id, Verb: Freeze, Component: id}) }()
	}
	first, second := <-sent, <-sent
	if first.ID == second.ID {
		t.Fatalf("both orders are called %s", first.ID)
	}
	courier.Deliver(AnswerTo(second, nil))
	courier.Deliver(AnswerTo(first, Refuse("no")))
	courier.Deliver(AnswerTo(first, nil)) // nobody waits for it
	if got := <-answers[second.Component]; got.ID != second.Component || !got.Done {
		t.Errorf("second: %+v", got)
	}
	if got := <-answers[first.Component]; got.ID != first.Component || got.Refused != "no" {
		t.Errorf("first: %+v", got)
	}
}

func TestNobodyWaitsForAProcessThatIsGone(t *testing.T) {
	sent := make(chan struct{}, 1)
	courier := NewCourier(writes(func([]byte) { sent <- struct{}{} }))
	answer := make(chan Answer, 1)
	go func() { answer <- courier.Carry(Order{ID: "a"}) }()
	<-sent
	courier.Close(Refuse("it is gone"))
	if got := <-answer; got.ID != "a" || got.Refused != "it is gone" {
		t.Errorf("the one that waited: %+v", got)
	}
	if got := courier.Carry(Order{ID: "b"}); got.ID != "b" || got.Refused != "it is gone" {
		t.Errorf("the one that came: %+v", got)
	}
}

func TestWhatIsOrderedForATimeIsUndone(t *testing.T) {
	done := make(chan Order, 8)
	executor := NewExecutor(func(o Order) error { done <- o; return nil }, nil)
	executor.Carry(Order{Verb: Kill, Component: "etcd", For: Duration(time.Millisecond)})
	for _, want := range []Verb{Kill, Restart} {
		select {
		case got := <-done:
			if got.Verb != want || got.Component != "etcd" {
				t.Errorf("did %+v, want %s", got, want)
			}
		case <-time.After(patience):
			t.Fatalf("%s was not done within %s", want, patience)
		}
	}
}

func TestALaterOrderTakesThePlaceOfAnEarlierTerm(t *testing.T) {
	executor := NewExecutor(func(Order) error { return nil }, nil)
	executor.Carry(Order{Verb: Freeze, Component: "etcd", For: Duration(time.Hour)})
	executor.Carry(Order{Verb: Freeze, Component: "nfs", For: Duration(time.Hour)})
	executor.Carry(Order{Verb: Kill, Component: "etcd"})
	if len(executor.terms) != 1 {
		t.Errorf("terms left: %v, want that of nfs", executor.terms)
	}
}

func TestOnlyWhatIsHealedLosesItsTerm(t *testing.T) {
	hour := Duration(time.Hour)
	for heal, left := range map[string][]concern{
		`{"order":"heal","node":"node-1","links":["api"]}`: {{"link", "node-1", "nfs"}, {"link", "node-2", "api"},
			{"loss", "node-1", ""}, {"pair", "node-1", "node-2"}},
		`{"order":"heal","node":"node-1","from":"node-2"}`: {{"link", "node-1", "api"}, {"link", "node-1", "nfs"},
			{"link", "node-2", "api"}, {"loss", "node-1", ""}},
		`{"order":"heal","node":"node-1"}`: {{"link", "node-2", "api"}},
		`{"order":"loss","node":"node-1","percent":5}`: {{"link", "node-1", "api"}, {"link", "node-1", "nfs"},
			{"link", "node-2", "api"}, {"pair", "node-1", "node-2"}},
	} {
		executor := NewExecutor(func(Order) error { return nil }, nil)
		executor.Carry(Order{Verb: Cut, Node: "node-1", Links: []Link{API, NFS}, For: hour})
		executor.Carry(Order{Verb: Cut, Node: "node-2", Links: []Link{API}, For: hour})
		executor.Carry(Order{Verb: Part, Node: "node-2", From: "node-1", For: hour})
		executor.Carry(Order{Verb: Loss, Node: "node-1", Percent: 1, For: hour})
		order, err := Parse([]byte(heal), nodes)
		if err != nil {
			t.Fatal(err)
		}
		executor.Carry(order)
		got := map[concern]bool{}
		for c := range executor.terms {
			got[c] = true
		}
		for _, c := range left {
			if !got[c] {
				t.Errorf("%s cancelled the term of %v", heal, c)
			}
			delete(got, c)
		}
		if len(got) != 0 {
			t.Errorf("%s left the terms of %v", heal, got)
		}
	}
}

func TestAKilledNodeHasNoTermsForItsPrograms(t *testing.T) {
	executor := NewExecutor(func(Order) error { return nil }, nil)
	hour := Duration(time.Hour)
	executor.Carry(Order{Verb: Freeze, Component: "kubelet", Node: "node-1", For: hour})
	executor.Carry(Order{Verb: Kill, Component: "kubelet", Node: "node-2", For: hour})
	executor.Carry(Order{Verb: Kill, Node: "node-1", For: hour})
	if executor.terms[concern{"component", "node-2", "kubelet"}] == nil || len(executor.terms) != 2 {
		t.Errorf("terms left: %v", executor.terms)
	}
	if undo := (Order{Verb: Kill, Node: "node-1"}).breaks()[concern{"node", "node-1", ""}]; undo.Verb != Start {
		t.Errorf("undone by %+v", undo)
	}
	executor.Carry(Order{Verb: Start, Node: "node-1"})
	if len(executor.terms) != 1 {
		t.Errorf("terms left after starting: %v", executor.terms)
	}
}

func TestACutOfAllLinksIsUndoneLinkByLink(t *testing.T) {
	for c, undo := range (Order{Verb: Cut, Node: "node-1", For: 1}).breaks() {
		if undo.Verb != Heal || len(undo.Links) != 1 || string(undo.Links[0]) != c.part {
			t.Errorf("%v is undone by %+v", c, undo)
		}
	}
}

func TestAnOrderThatFailedHasNoTermAndLeavesTheEarlierOne(t *testing.T) {
	fail := false
	executor := NewExecutor(func(Order) error {
		if fail {
			return errors.New("no")
		}
		return nil
	}, nil)
	executor.Carry(Order{Verb: Freeze, Component: "etcd", For: Duration(time.Hour)})
	etcd := concern{"component", "", "etcd"}
	before := executor.terms[etcd]
	fail = true
	if answer := executor.Carry(Order{Verb: Kill, Component: "etcd"}); answer.Failed != "no" {
		t.Errorf("answer %+v", answer)
	}
	if before == nil || executor.terms[etcd] != before {
		t.Error("the term of the earlier order is gone")
	}
}
