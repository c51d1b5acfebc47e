package dev.holdfast.history.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Resource;
import org.junit.jupiter.api.Test;

class NodeViewTest {

    @Test
    void readsWhetherTheNodeIsReadyAndWhatItRefuses() {
        NodeView node = node("""
                {"unschedulable": true, "taints": [
                  {"key": "node.kubernetes.io/out-of-service", "value": "nodeshutdown", "effect": "NoExecute"}]}""", """
                {"conditions": [{"type": "MemoryPressure", "status": "False"}, {"type": "Ready", "status": "True"}]}""");

        assertThat(node.isReady()).isTrue();
        assertThat(node.isUnreachable()).isFalse();
        assertThat(node.unschedulable()).isTrue();
        assertThat(node.taints()).containsExactly(NodeView.OUT_OF_SERVICE);
        assertThat(node.summary()).isEqualTo("Ready");
    }

    @Test
    void tellsANodeThatIsNotHeardOfFromOneThatSaysThatItIsNotReady() {
        NodeView lost = node("{}", "{\"conditions\": [{\"type\": \"Ready\", \"status\": \"Unknown\"}]}");
        NodeView ill = node("{}", "{\"conditions\": [{\"type\": \"Ready\", \"status\": \"False\"}]}");

        assertThat(lost.isUnreachable()).isTrue();
        assertThat(lost.summary()).isEqualTo("not heard of");
        assertThat(ill.isUnreachable()).isFalse();
        assertThat(ill.isReady()).isFalse();
        assertThat(ill.summary()).isEqualTo("not Ready");
    }

    private static NodeView node(String spec, String status) {
        return NodeView.of(Resource.parse("{\"kind\": \"Node\", \"metadata\": {\"name\": \"node-1\", \"uid\": \"u\","
                + " \"resourceVersion\": \"7\"}, \"spec\": " + spec + ", \"status\": " + status + "}"));
    }
}
