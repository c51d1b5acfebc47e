package roles

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"holdfast.dev/node/internal/orders"
)

func TestOrdersAreAnsweredAtASocketOfTheOwnersInAFolderWithALongName(t *testing.T) {
	folder := filepath.Join(t.TempDir(), strings.Repeat("long", 30))
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	receiver := &orders.Receiver{}
	receiver.Open([]string{"node-1"}, func(o orders.Order) orders.Answer { return orders.AnswerTo(o, nil) })
	socket := filepath.Join(folder, ordersSocket)
	listener, err := answerOrders(socket, receiver)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if info, err := os.Stat(socket); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
	short := filepath.Join(t.TempDir(), "f")
	if err := os.Symlink(folder, short); err != nil {
		t.Fatal(err)
	}
	connection, err := net.Dial("unix", filepath.Join(short, ordersSocket))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	answers := bufio.NewScanner(connection)
	for _, id := range []string{"a", "b"} {
		fmt.Fprintf(connection, `{"id":%q,"order":"freeze","component":"etcd"}`+"\n", id)
		var answer orders.Answer
		if !answers.Scan() || json.Unmarshal(answers.Bytes(), &answer) != nil || answer.ID != id || !answer.Done {
			t.Errorf("answer to %s: %q", id, answers.Text())
		}
	}
}
