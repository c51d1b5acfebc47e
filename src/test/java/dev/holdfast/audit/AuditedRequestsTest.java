package dev.holdfast.audit;

import static dev.holdfast.audit.AuditLines.set;

import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.SetTimeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What tests of audit logs begin with: a log in which no request stands yet, and what is told of it. */
abstract class AuditedRequestsTest {
    static final String PROTECTION = "system:serviceaccount:kube-system:pvc-protection-controller";

    @TempDir
    Path folder;

    final AuditLines log = new AuditLines();

    final SetHistory told() throws IOException {
        return log.read(folder).histories().get(0);
    }

    final History history() throws IOException {
        return told().history();
    }

    final List<Observation> states(String kind) throws IOException {
        return history().observations(kind);
    }

    final List<Gap> gaps(String kind) throws IOException {
        return history().gaps(kind);
    }

    final DeletionActor deleter(int ordinal) throws IOException {
        SetTimeline set = SetTimeline.of(history(), "demo", "web");
        return Attribution.of(set).actor(set.incarnations(ordinal).get(0));
    }
}
