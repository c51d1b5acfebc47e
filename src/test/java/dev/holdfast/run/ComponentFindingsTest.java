package dev.holdfast.run;

import static dev.holdfast.fault.matrix.FaultExamples.broken;
import static dev.holdfast.fault.matrix.FaultExamples.kept;
import static dev.holdfast.fault.matrix.FaultExamples.open;
import static dev.holdfast.fault.matrix.FaultExamples.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.ScenarioResult;
import dev.holdfast.report.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentFindingsTest {

    private final ScenarioResult good = result("First", Outcome.PASSED, kept("order.create"));
    private final ScenarioResult bad = result("Second", Outcome.FAILED, broken("order.create", "pod 1 came first"));
    private final ScenarioResult untold =
            result("Third", Outcome.INCONCLUSIVE, open("replace.deleted", "the recording has a gap"));

    @Test
    void endWithTheCodeOfABrokenGuaranteeWhereTheComponentBreaksOne() {
        ComponentFindings found =
                ComponentFindings.of("your kube-controller-manager", List.of(good, bad, untold), Outcome.FAILED);

        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(lines(found))
                .startsWith("", "Your kube-controller-manager breaks 1 guarantee:", "  ✗ order.create")
                .hasSize(4)
                .last()
                .asString()
                .startsWith("      noticed by ")
                .endsWith("Second");
    }

    @Test
    void endWithZeroWhereTheComponentBreaksNone() {
        ComponentFindings found = ComponentFindings.of("your kube-controller-manager", List.of(good), Outcome.PASSED);

        assertThat(found.exitCode()).isZero();
        assertThat(lines(found)).containsExactly("", "With your kube-controller-manager no guarantee is broken.");
    }

    @Test
    void areInconclusiveWhereNotAllCouldBeChecked() {
        ComponentFindings found = ComponentFindings.of("your etcd", List.of(good, untold), Outcome.INCONCLUSIVE);

        assertThat(found.exitCode()).isEqualTo(3);
        assertThat(lines(found))
                .containsExactly("", "With your etcd no guarantee was found broken, but not all could be checked.");
    }

    @Test
    void callAComponentOfAnotherReleaseByThat() {
        String component = "kube-controller-manager 1.32.13";
        assertThat(lines(ComponentFindings.of(component, List.of(good, bad), Outcome.FAILED)))
                .contains("kube-controller-manager 1.32.13 breaks 1 guarantee:");
        assertThat(lines(ComponentFindings.of(component, List.of(good), Outcome.PASSED)))
                .contains("With kube-controller-manager 1.32.13 no guarantee is broken.");
    }

    private static List<String> lines(ComponentFindings found) {
        return found.lines(new Terminal(System.out, System.err, false));
    }
}
