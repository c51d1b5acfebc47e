package dev.holdfast.scenario;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the history of a scenario says about one guarantee.
 *
 * @param guarantee the guarantee
 * @param verdict what was found
 */
public record GuaranteeVerdict(Guarantee guarantee, Verdict verdict) {

    /**
     * Judges what a scenario is about, and what holds in every scenario.
     *
     * @param history all that happened
     * @param subject the set
     * @param tags the scenario's tags, as Cucumber gives them
     * @return a judgement for each guarantee that a tag names, and for each standing one that no tag names and that had something to
     *     judge: a set that can have no pod, for instance, shows nothing of the labels of pods
     */
    public static List<GuaranteeVerdict> of(History history, Subject subject, Collection<String> tags) {
        List<GuaranteeVerdict> judged = new ArrayList<>();
        Catalogue.all().stream()
                .filter(guarantee -> tags.contains("@" + guarantee.id()))
                .forEach(guarantee -> judged.add(new GuaranteeVerdict(guarantee, guarantee.judge(history, subject))));
        // One that the scenario is about is judged in full; what stands in every scenario may be a part of it.
        Catalogue.standing().stream()
                .filter(guarantee -> !tags.contains("@" + guarantee.id()))
                .map(guarantee -> new GuaranteeVerdict(guarantee, guarantee.judge(history, subject)))
                .filter(each -> !each.verdict().sawNothing())
                .forEach(judged::add);
        return judged;
    }
}
