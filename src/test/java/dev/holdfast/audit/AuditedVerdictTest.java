package dev.holdfast.audit;

import static dev.holdfast.audit.AuditLines.ALICE;
import static dev.holdfast.audit.AuditLines.CONTROLLER;
import static dev.holdfast.audit.AuditLines.readyState;
import static dev.holdfast.audit.AuditLines.terminating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What follows from who it was. */
class AuditedVerdictTest {
    @TempDir
    private Path folder;

    private final AuditLines log = new AuditLines();

    @BeforeEach
    void twoPods() {
        log.newSet(2, 101).readyPod(0, "p0", 110, 120).status(121, 1, 2, 1, 1);
        log.readyPod(1, "p1", 130, 140).status(141, 1, 2, 2, 2);
    }

    @Test
    void aDeletionWithoutAReasonIsTheControllersFaultIfItAskedForThat() throws IOException {
        deleted(CONTROLLER, 30);

        assertThat(verdict("order.no-causeless-deletion").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aDeletionWithoutAReasonIsNobodysFaultIfAUserAskedForThat() throws IOException {
        deleted(ALICE, 30);

        assertThat(verdict("order.no-causeless-deletion").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aForcedEndIsTheControllersFaultIfItAskedForThat() throws IOException {
        deleted(CONTROLLER, 0);

        assertThat(verdict("amo.runtime").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aForcedEndIsTheUsersChoiceIfAUserAskedForThat() throws IOException {
        deleted(ALICE, 0);

        assertThat(verdict("amo.runtime").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict("amo.runtime").sentence()).contains("by force went pod 1 (uid p1) by alice");
    }

    private void deleted(String user, int grace) {
        ObjectNode pod = terminating(readyState(1, "p1", 150), grace);
        running(pod);
        ObjectNode before = readyState(1, "p1", 145);
        running(before);
        log.request(AuditLines.KUBELET, "patch", "pods", "status", "web-1").answered(200, before);
        log.request(user, "delete", "pods", "", "web-1").answered(200, pod);
    }

    private static void running(ObjectNode pod) {
        ((ObjectNode) pod.path("status"))
                .putArray("containerStatuses")
                .addObject()
                .put("name", "web")
                .putObject("state")
                .putObject("running");
    }

    private Verdict verdict(String guarantee) throws IOException {
        return Catalogue.byId(guarantee)
                .orElseThrow()
                .judge(log.read(folder).histories().get(0).history(), Subject.of("demo", "web"));
    }
}
