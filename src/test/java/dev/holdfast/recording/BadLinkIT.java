package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.scenario.GuaranteeVerdict;
import dev.holdfast.scenario.OnCluster;
import dev.holdfast.scenario.PodExec;
import dev.holdfast.scenario.Run;
import dev.holdfast.scenario.RunSettings;
import dev.holdfast.scenario.action.SetDesign;
import dev.holdfast.scenario.action.SetUnderTest;
import dev.holdfast.scenario.action.Volumes;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Over a bad link")
class BadLinkIT {

    private static final List<String> TAGS = List.of("@replace.deleted", "@order.create");

    private BadLink link;
    private KubernetesClient client;
    private Run run;

    @BeforeEach
    void begin() throws IOException {
        Cluster cluster = RunningCluster.get();
        URI server = URI.create(cluster.client().getMasterUrl().toString());
        link = new BadLink(server);
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(cluster.client().getConfiguration())
                        .withMasterUrl(server.getScheme() + "://" + server.getHost() + ":" + link.port())
                        .build())
                .build();
        run = new Run(overTheLink(cluster), RunSettings.fromSystemProperties());
    }

    @AfterEach
    void end() throws IOException {
        run.close();
        client.close();
        link.close();
    }

    @Test
    @DisplayName("that cuts all connections every second, everything is recorded and judged as it is")
    void shouldRecordWhatConnectionsThatAreCutLeaveOut() {
        try (OnCluster cluster = OnCluster.open(run, "connections that are cut")) {
            link.cutEvery(Duration.ofSeconds(1));

            requireKept(act(cluster));
        }
    }

    @Test
    @DisplayName("that cuts all connections every second, a command is run again until it could say how it ended")
    void shouldRunACommandAgainThatWasCutOff() {
        try (OnCluster cluster = OnCluster.open(run, "a command that is cut off")) {
            SetUnderTest set = set(cluster);
            set.createService("stateful-svc");
            set.create("nginx-statefulset", 1);
            set.awaitReported(1, 1);
            link.cutEvery(Duration.ofSeconds(1));

            // Only at the second time it ends by itself.
            String counts = "echo again >>/tmp/runs; [ \"$(wc -l </tmp/runs)\" -gt 1 ] || tail -f /dev/null; echo done";
            PodExec.Result result = cluster.scope().exec().run(set.names().pod(0), List.of("sh", "-c", counts));

            assertThat(result).isEqualTo(new PodExec.Result(0, "done\n", ""));
        }
    }

    @Test
    @DisplayName("that is slow, everything is recorded and judged as it is")
    void shouldWaitForWhatIsSlow() {
        try (OnCluster cluster = OnCluster.open(run, "a slow link")) {
            link.delay(Duration.ofMillis(100));

            requireKept(act(cluster));
        }
    }

    @Test
    @DisplayName("that lets nothing through, a wait in vain says that it proves nothing")
    void shouldNotBlameTheClusterForAFrozenLink() {
        try (OnCluster cluster = OnCluster.open(run, "a frozen link")) {
            link.freeze();
            try {
                assertThatThrownBy(() -> cluster.scope()
                                .await("pod web-0 is there", Duration.ofSeconds(1), present -> present.find(
                                                Kinds.POD, "web-0")
                                        .isPresent()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("could not catch up");
            } finally {
                link.thaw();
            }
        }
    }

    private static SetUnderTest set(OnCluster cluster) {
        Volumes volumes = new Volumes(cluster.scope());
        volumes.useStorageClass();
        return new SetUnderTest(cluster.scope(), volumes, new SetDesign());
    }

    /** A set comes up, loses a pod and gets it back. */
    private static List<GuaranteeVerdict> act(OnCluster cluster) {
        SetUnderTest set = set(cluster);
        set.createService("stateful-svc");
        set.create("nginx-statefulset", 2);
        set.awaitReported(2, 2);
        set.delete(List.of(0));
        set.awaitReplaced(0);
        set.awaitReported(2, 2);
        cluster.recorder().catchUp();

        History history = cluster.scope().history();
        assertThat(RecordingFault.of(history, Duration.ZERO, Duration.ZERO)).isEqualTo(Optional.empty());
        return GuaranteeVerdict.of(history, set.subject(), TAGS);
    }

    private static void requireKept(List<GuaranteeVerdict> judged) {
        assertThat(judged)
                .filteredOn(each -> TAGS.contains("@" + each.guarantee().id()))
                .extracting(each -> each.verdict().outcome())
                .containsOnly(Outcome.PASSED);
        assertThat(judged).extracting(each -> each.verdict().outcome()).doesNotContain(Outcome.FAILED);
    }

    private Cluster overTheLink(Cluster cluster) {
        return (Cluster) Proxy.newProxyInstance(
                Cluster.class.getClassLoader(),
                new Class<?>[] {Cluster.class},
                (proxy, method, arguments) ->
                        method.getName().equals("client") ? client : method.invoke(cluster, arguments));
    }
}
