package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.NfsExport;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClusterInstructionsTest {

    private final ClusterInstructions instructions =
            new ClusterInstructions(cluster(), Path.of("/data/kubeconfig"), Path.of("/node/bin"));

    @Test
    void saysToAPersonWhatToTypeNext() {
        assertThat(instructions.text().lines())
                .containsExactly(
                        "The cluster is up: Kubernetes 1.37.2 with kube-scheduler 1.36.3, nodes node-1 node-2. Ctrl-C ends it. In another terminal:",
                        "  export KUBECONFIG=/data/kubeconfig",
                        "  export PATH=/node/bin:$PATH",
                        "  kubectl get nodes",
                        "  ./holdfast verify --current-context --image web=w:1 --image web-next=w:2 --image tools=t:1"
                                + " --storage-class nfs --nfs-server 10.0.0.1:/exports --nfs-directory /data/nfs");
    }

    @Test
    void saysAllOfItToAProgramInOneLine() {
        assertThat(instructions.json()).doesNotContain("\n");
        JsonNode said = JsonMapper.shared().readTree(instructions.json());
        assertThat(said).isEqualTo(JsonMapper.shared().readTree("""
                {"kubernetes": "1.37.2", "components": {"kube-scheduler": "1.36.3"}, "nodes": ["node-1", "node-2"], "kubeconfig": "/data/kubeconfig",
                 "programs": "/node/bin", "images": {"web": "w:1", "web-next": "w:2", "tools": "t:1"}, "storageClass": "nfs",
                 "nfs": {"server": "10.0.0.1", "path": "/exports", "directory": "/data/nfs"}}
                """));
    }

    /** A cluster that answers what is asked of it here, and nothing else. */
    private static Cluster cluster() {
        Map<String, Object> answers = Map.of(
                "kubernetesVersion",
                "1.37.2",
                "components",
                Map.of("kube-scheduler", "1.36.3"),
                "nodes",
                List.of("node-1", "node-2"),
                "images",
                new Images(Map.of("web", "w:1", "web-next", "w:2", "tools", "t:1")),
                "storageClass",
                Optional.of("nfs"),
                "nfs",
                Optional.of(new NfsExport("10.0.0.1", "/exports", Path.of("/data/nfs"))));
        return (Cluster) Proxy.newProxyInstance(
                Cluster.class.getClassLoader(), new Class<?>[] {Cluster.class}, (proxy, method, arguments) -> {
                    if (!answers.containsKey(method.getName())) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answers.get(method.getName());
                });
    }
}
