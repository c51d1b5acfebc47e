package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges what the controller left undone in a pass. That breaks a promise where nothing kept it from the end of that pass, and where a
 * pod that it created later shows that it was at work since then.
 */
final class Omissions {
    private final Findings findings;
    private final Hindrances hindrances;

    Omissions(JudgingContext context) {
        this.findings = context.findings();
        this.hindrances = new Hindrances(context);
    }

    /**
     * Judges that a pod was not deleted.
     *
     * @param sentence says so of the pass
     * @param seen what shows that the pod was to be deleted
     * @return whether that was told; not if something may have stood in the way, so that only a later pass may show it
     */
    boolean notDeleted(Pass pass, String sentence, Entry... seen) {
        Optional<Observation> control = hindrances.control(pass);
        if (control.isEmpty()) {
            findings.open(sentence + ", but nothing shows that it was at work since then", pass.status());
            return true;
        }
        return notDeleted(pass, control.get(), sentence, seen);
    }

    /** Judges the same where it is to be told only if the controller is known to have been at work. */
    void notDeletedWhileAtWork(Pass pass, String sentence, Entry... seen) {
        hindrances.control(pass).ifPresent(control -> notDeleted(pass, control, sentence, seen));
    }

    private boolean notDeleted(Pass pass, Observation control, String sentence, Entry... seen) {
        if (hindrances.before(pass, control)) {
            return false;
        }
        findings.broken(
                sentence + ", although nothing stood in the way and it was at work: " + Phrases.created(control),
                evidence(pass, control, seen));
        return true;
    }

    /**
     * Judges that pods were not created.
     *
     * @param sentence says so of the pass
     * @param seen what shows that they were to be created
     */
    void notCreated(Pass pass, String sentence, Entry... seen) {
        Optional<Observation> control = hindrances.control(pass);
        if (control.isEmpty()) {
            findings.open(sentence + ", but nothing shows that it could create pods since then", pass.status());
        } else if (!hindrances.before(pass, control.get())) {
            findings.missing(
                    sentence + ", although nothing stood in the way and it could create pods: "
                            + Phrases.created(control.get()),
                    evidence(pass, control.get(), seen));
        }
    }

    private static Entry[] evidence(Pass pass, Observation control, Entry... seen) {
        return Stream.concat(Stream.of(seen), Stream.of(pass.status(), control)).toArray(Entry[]::new);
    }
}
