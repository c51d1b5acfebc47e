package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.ClaimOrigin;
import dev.holdfast.guarantee.Findings;
import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The labels that a set gives to the claims that its controller creates.
 *
 * @param whose where they are from, as words
 * @param given those that a spec of the set gives
 */
record ClaimLabels(String whose, Function<Observation, Map<String, String>> given) {

    /** A claim was created: has it the labels? */
    void judge(SetTimeline set, Observation created, Findings findings) {
        Map<String, String> found = created.object().labels();
        // The set that made it is one of those that there had been by then.
        List<Map<String, String>> expected = set.specs().stream()
                .filter(spec -> spec.change() == Change.LISTED || spec.resourceVersion() < created.resourceVersion())
                .map(given)
                .toList();
        boolean labelled = expected.stream().anyMatch(labels -> found.entrySet().containsAll(labels.entrySet()));
        if (expected.isEmpty() || labelled) {
            return;
        }
        String sentence = "claim " + created.object().name() + " was created " + Phrases.at(created)
                + " with the labels " + found + ", which do not hold those of " + whose + ", "
                + expected.get(expected.size() - 1);
        switch (ClaimOrigin.of(set, created)) {
            case CONTROLLER -> findings.broken(sentence, created);
            case UNKNOWN ->
                findings.open(
                        sentence
                                + "; nobody is on record for having created it, and it breaks the guarantee only if the controller did",
                        created);
            case SCENARIO -> {}
        }
    }
}
