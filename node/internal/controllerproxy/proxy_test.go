package controllerproxy

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// asked is what the server was asked for.
type asked struct {
	method, path, body string
}

// before is a proxy before a server that answers with a text and remembers what it was asked for.
func before(t *testing.T, rules *Rules, answer string) (*httptest.Server, *[]asked) {
	t.Helper()
	var requests []asked
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		requests = append(requests, asked{r.Method, r.URL.Path, string(body)})
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, answer)
	}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(NewProxy(address, http.DefaultTransport, rules))
	t.Cleanup(proxy.Close)
	return proxy, &requests
}

func ask(t *testing.T, method, address, body string) string {
	t.Helper()
	request, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func lying(t *testing.T, rule Rule) *Rules {
	t.Helper()
	rules := NewRules()
	if err := rules.Set("lied", rule); err != nil {
		t.Fatal(err)
	}
	return rules
}

func pod(namespace, name, more string) string {
	return fmt.Sprintf(`{"metadata":{"namespace":%q,"name":%q,"generation":12345678901234567}%s}`, namespace, name, more)
}

func TestWhatIsInNoSuchNamespaceIsPassedOnByteForByte(t *testing.T) {
	rules := lying(t, Rule{Sees: map[string]string{"pods": `.seen = true`}})
	events := fmt.Sprintf("{\"object\": %s,\n \"type\":\"ADDED\"}\n", pod("other", "a", ""))
	proxy, _ := before(t, rules, events)

	got := ask(t, "GET", proxy.URL+"/api/v1/pods?watch=true", "")

	if got != events {
		t.Errorf("got %s, want %s", got, events)
	}
}

func TestAListShowsTheLiesOfTheirNamespaceOnly(t *testing.T) {
	rules := lying(t, Rule{Sees: map[string]string{"pods": `if .metadata.name == "hidden" then empty else .why = $event end`}})
	proxy, _ := before(t, rules, `{"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[`+
		pod("lied", "a", "")+","+pod("lied", "hidden", "")+","+pod("other", "hidden", "")+`]}`)

	got := ask(t, "GET", proxy.URL+"/api/v1/pods", "")

	want := `{"items":[{"metadata":{"generation":12345678901234567,"name":"a","namespace":"lied"},"why":"LIST"},` +
		pod("other", "hidden", "") + `],"kind":"PodList","metadata":{"resourceVersion":"9"}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAWatchShowsEachEventWhenItHappens(t *testing.T) {
	rules := lying(t, Rule{Sees: map[string]string{"pods": `.status.ready = true`}})
	events := make(chan string)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		for event := range events {
			fmt.Fprint(w, event)
			w.(http.Flusher).Flush()
		}
	}))
	defer server.Close()
	address, _ := url.Parse(server.URL)
	proxy := httptest.NewServer(NewProxy(address, http.DefaultTransport, rules))
	defer proxy.Close()
	go func() { events <- `{"type":"ADDED","object":` + pod("lied", "a", "") + `}` }()
	response, err := http.Get(proxy.URL + "/api/v1/pods?watch=1")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewReader(response.Body)

	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(line, `"status":{"ready":true}`) {
		t.Errorf("got %s", line)
	}
	bookmark := `{"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"12"}}}`
	events <- bookmark
	if line, _ = lines.ReadString('\n'); strings.TrimSpace(line) != bookmark {
		t.Errorf("got %s", line)
	}
	close(events)
}

func TestAnObjectThatIsHiddenIsGone(t *testing.T) {
	rules := lying(t, Rule{Sees: map[string]string{"pods": `if .metadata.deletionTimestamp then empty else . end`}})
	ending := pod("lied", "a", `,"x":1`)
	ending = strings.Replace(ending, `"name"`, `"deletionTimestamp":"now","name"`, 1)
	proxy, _ := before(t, rules, `{"type":"MODIFIED","object":`+ending+`}{"type":"DELETED","object":`+ending+`}`)

	got := ask(t, "GET", proxy.URL+"/api/v1/pods?watch=1", "")

	if want := `{"type":"DELETED","object":` + ending + "}\n"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestARequestGoesToAnotherObject(t *testing.T) {
	rules := lying(t, Rule{Sends: map[string]string{
		"DELETE pods": `.name = ($pods | keys | min) | .body.gracePeriodSeconds = 0`,
	}})
	for _, name := range []string{"web-0", "web-1"} {
		rules.note("pods", "lied", name, map[string]any{}, false)
	}
	proxy, requests := before(t, rules, `{}`)

	ask(t, "DELETE", proxy.URL+"/api/v1/namespaces/lied/pods/web-1", `{"kind":"DeleteOptions"}`)
	ask(t, "DELETE", proxy.URL+"/api/v1/namespaces/other/pods/web-1", `{"kind":"DeleteOptions"}`)

	want := []asked{
		{"DELETE", "/api/v1/namespaces/lied/pods/web-0", `{"gracePeriodSeconds":0,"kind":"DeleteOptions"}`},
		{"DELETE", "/api/v1/namespaces/other/pods/web-1", `{"kind":"DeleteOptions"}`},
	}
	if fmt.Sprint(*requests) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", *requests, want)
	}
}

func TestARequestIsDroppedOrRefused(t *testing.T) {
	rules := lying(t, Rule{Sends: map[string]string{
		"DELETE pods": `empty`,
		"POST pods":   `.answer = {code: 403, body: {kind: "Status", reason: "Forbidden"}}`,
	}})
	proxy, requests := before(t, rules, `{}`)

	deleted := ask(t, "DELETE", proxy.URL+"/api/v1/namespaces/lied/pods/web-1", "")
	created := ask(t, "POST", proxy.URL+"/api/v1/namespaces/lied/pods", pod("lied", "web-1", ""))

	if !strings.Contains(deleted, `"Success"`) || !strings.Contains(created, `"Forbidden"`) {
		t.Errorf("got %s and %s", deleted, created)
	}
	if len(*requests) != 0 {
		t.Errorf("the server was asked for %v", *requests)
	}
}

func TestASubresourceIsARequestOfItsOwn(t *testing.T) {
	rules := lying(t, Rule{Sends: map[string]string{"PUT statefulsets/status": `.body.status.readyReplicas = 7`}})
	proxy, requests := before(t, rules, `{}`)

	ask(t, "PUT", proxy.URL+"/apis/apps/v1/namespaces/lied/statefulsets/web/status", `{"status":{"readyReplicas":1}}`)

	got := (*requests)[0]
	if got.path != "/apis/apps/v1/namespaces/lied/statefulsets/web/status" || got.body != `{"status":{"readyReplicas":7}}` {
		t.Errorf("got %v", got)
	}
}

func TestOrdersAreAcknowledgedOneByOne(t *testing.T) {
	rules := NewRules()
	orders := `{"namespace":"a","sees":{"pods":"."}}
{"namespace":"b","sees":{"pods":".["}}
{"namespace":"a"}
{"controller":"kill"}
{"controller":"restart"}
`
	var receipts strings.Builder
	var done []Verb

	err := rules.Obey(strings.NewReader(orders), &receipts, func(verb Verb) error {
		done = append(done, verb)
		if verb == Restart {
			return errors.New("it does not start")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	var got []Receipt
	for in := json.NewDecoder(strings.NewReader(receipts.String())); in.More(); {
		var receipt Receipt
		if err := in.Decode(&receipt); err != nil {
			t.Fatal(err)
		}
		got = append(got, receipt)
	}
	if len(got) != 5 || got[0].Error != "" || !strings.Contains(got[1].Error, "no jq program") || got[2].Error != "" {
		t.Errorf("got %v", got)
	}
	if !slices.Equal(done, []Verb{Kill, Restart}) || got[3].Error != "" || got[4].Error != "it does not start" {
		t.Errorf("done to the controller: %v, got %v", done, got[3:])
	}
	if rules.lies("a") || rules.lies("b") {
		t.Error("there are lies left")
	}
}
