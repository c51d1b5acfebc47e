package dev.holdfast.guarantee;

import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.PodView;
import java.util.Optional;

/** Judges from which revision a pod was made. */
final class Versions {
    private final Matter matter;
    private final Templates templates;

    Versions(Matter matter) {
        this.matter = matter;
        this.templates = new Templates(matter.history(), matter.subject());
    }

    /**
     * How a new pod is not of a revision, by its label or by what it runs, as a clause; empty when it is.
     */
    Optional<String> otherThan(String revision, PodTurn created) {
        PodView pod = PodView.of(created.at());
        return pod.revision().equals(revision)
                ? templates.difference(pod, revision)
                : Optional.of("its revision is " + Words.quote(pod.revision()));
    }

    /**
     * Judges a new pod.
     *
     * @param why why it has to be of that revision, to follow "but"
     */
    void judge(PodTurn created, String revision, String why) {
        Optional<String> wrong = otherThan(revision, created);
        if (wrong.isPresent()) {
            matter.findings()
                    .broken(
                            Words.pod(created.pod()) + " was created " + Words.at(created.at())
                                    + ", but not from revision " + revision + " as " + why + ": " + wrong.get(),
                            created.at());
        } else {
            matter.findings().judged();
        }
    }
}
