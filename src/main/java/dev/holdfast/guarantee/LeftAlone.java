package dev.holdfast.guarantee;

import dev.holdfast.history.Entry;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * A pod that an update left as it was until the recording ended, although the update was waited for, the controller was at work after
 * that, and nothing kept it from going on: it had seen the spec, and all pods were Ready.
 *
 * @param pod the pod
 * @param inVain what shows that the controller was at work
 */
public record LeftAlone(Incarnation pod, WaitedInVain inVain) {

    /**
     * Looks for one.
     *
     * @param begin since when it is to be updated
     * @param end what is so as the recording ends
     * @param from the lowest ordinal that is to be updated
     */
    public static Optional<LeftAlone> of(JudgingContext context, Entry begin, ReplayState end, int from) {
        Optional<WaitedInVain> inVain = WaitedInVain.after(context, begin);
        Optional<StatefulSetView> spec = end.set()
                .filter(view -> view.acknowledged() && end.specsKnown())
                // Who was Ready for so long cannot be told from events.
                .filter(view -> view.minReadySeconds() == 0)
                .filter(view -> end.firstUnhealthy(view.start(), view.end()).isEmpty());
        return inVain.flatMap(
                wait -> spec.flatMap(view -> outdated(context, end, view, from).map(pod -> new LeftAlone(pod, wait))));
    }

    /** "pod 1 was left as it was, although …". */
    public String words() {
        return Phrases.pod(pod) + " was left as it was, although all pods were Ready, the update was waited for and "
                + inVain.atWork();
    }

    private static Optional<Incarnation> outdated(
            JudgingContext context, ReplayState end, StatefulSetView view, int from) {
        Optional<Incarnation> left = Optional.empty();
        for (int ordinal = from; ordinal < view.end(); ordinal++) {
            Incarnation pod = end.slot(ordinal).orElseThrow().pod();
            String revision = PodView.of(pod.lifetime().last()).revision();
            if (context.revisions()
                    .of(view)
                    .filter(target -> !target.equals(revision))
                    .isPresent()) {
                left = Optional.of(pod);
            }
        }
        return left;
    }
}
