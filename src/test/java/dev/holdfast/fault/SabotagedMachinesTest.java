package dev.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cluster.Child;
import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.EachOtherOrder;
import dev.holdfast.cluster.Machines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario that ends the controllers must not go on with the one that stands in for them. */
class SabotagedMachinesTest {

    private static final Component CONTROLLERS = Component.inControlPlane("kube-controller-manager");

    @TempDir
    Path folder;

    private final List<String> whole = new ArrayList<>();
    private Optional<Child> program = Optional.empty();

    @AfterEach
    void end() {
        program.ifPresent(Child::close);
    }

    @Test
    void endsTheControllerThatCanBeDeceivedWithAllOthers() throws IOException {
        machines("{}").kill(CONTROLLERS);

        assertThat(told()).containsExactly("{\"controller\":\"kill\"}");
        assertThat(whole).containsExactly("{\"order\":\"kill\",\"component\":\"kube-controller-manager\"}");
    }

    @Test
    void startsTheControllerThatCanBeDeceivedWithAllOthers() throws IOException {
        machines("{}").restart(CONTROLLERS);

        assertThat(told()).containsExactly("{\"controller\":\"restart\"}");
        assertThat(whole).containsExactly("{\"order\":\"restart\",\"component\":\"kube-controller-manager\"}");
    }

    @Test
    void leavesTheOthersAloneWhereTheControllerThatCanBeDeceivedCannotBeEnded() {
        Machines machines = machines("{\"error\":\"it has ended\"}");

        assertThatThrownBy(() -> machines.kill(CONTROLLERS))
                .isInstanceOf(ClusterFailedException.class)
                .hasMessage("could not kill the StatefulSet controller: it has ended");
        assertThat(whole).isEmpty();
    }

    @Test
    void tellsTheControllerThatCanBeDeceivedNothingOfOtherPrograms() throws IOException {
        Machines machines = machines("{}");

        machines.kill(Component.inControlPlane("etcd"));
        machines.restart(Component.onNode("node-1", "kubelet"));

        assertThat(told()).isEmpty();
        assertThat(whole)
                .containsExactly(
                        "{\"order\":\"kill\",\"component\":\"etcd\"}",
                        "{\"order\":\"restart\",\"component\":\"kubelet\",\"node\":\"node-1\"}");
    }

    @Test
    void hasTheClusterDoEverythingElse() throws IOException {
        Machines machines = machines("{}");

        EachOtherOrder.to(machines, CONTROLLERS);

        assertThat(told()).isEmpty();
        assertThat(whole).hasSize(16).doesNotHaveDuplicates();
    }

    /** A cluster whose deceivable controller is a program that keeps what it is told, and always gives this answer. */
    private Machines machines(String answer) {
        Child child = Child.start(
                List.of("sh", "-c", "while read -r order; do echo \"$order\" >> told; echo '" + answer + "'; done"),
                folder,
                folder.resolve("log"),
                line -> {},
                true);
        program = Optional.of(child);
        return new ControllerProxy(program, Optional.empty())
                .on(order -> whole.add(order.line()))
                .orElseThrow();
    }

    private List<String> told() throws IOException {
        Path file = folder.resolve("told");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
