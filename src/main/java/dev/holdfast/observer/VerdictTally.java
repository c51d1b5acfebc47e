package dev.holdfast.observer;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How often each guarantee of a set was judged how, in the windows that are over and in the one that is going on. */
final class VerdictTally {

    private final Map<String, Map<Outcome, Integer>> closed = new LinkedHashMap<>();
    private final Map<String, Judgement> open = new LinkedHashMap<>();

    /**
     * The window that is going on was judged again.
     *
     * @return what was judged otherwise than before, with the outcome of before
     */
    Map<Judgement, Optional<Outcome>> judged(Collection<Judgement> judgements) {
        Map<Judgement, Optional<Outcome>> changed = new LinkedHashMap<>();
        for (Judgement judgement : judgements) {
            String id = judgement.guarantee().id();
            if (judgement.concerned()) {
                Optional<Outcome> before = Optional.ofNullable(open.put(id, judgement))
                        .map(each -> each.verdict().outcome());
                if (!before.equals(Optional.of(judgement.verdict().outcome()))) {
                    changed.put(judgement, before);
                }
            } else {
                open.remove(id);
            }
        }
        return changed;
    }

    /** The window that was going on is over. */
    void close() {
        open.values().forEach(judgement -> closed.computeIfAbsent(
                        judgement.guarantee().id(), any -> new EnumMap<>(Outcome.class))
                .merge(judgement.verdict().outcome(), 1, Integer::sum));
        open.clear();
    }

    /** {@return the worst that was seen of each guarantee that could be judged} */
    Map<String, Outcome> outcomes() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Stream.concat(closed.keySet().stream(), open.keySet().stream())
                .distinct()
                .forEach(id -> outcomes.put(id, outcome(id)));
        return outcomes;
    }

    /** {@return what is broken or open in the window that is going on, and what was judged so} */
    Collection<Judgement> open() {
        return open.values();
    }

    private Outcome outcome(String id) {
        return Outcome.worstFirst().stream()
                .filter(outcome -> closed.getOrDefault(id, Map.of()).containsKey(outcome)
                        || Optional.ofNullable(open.get(id))
                                .filter(each -> each.verdict().outcome() == outcome)
                                .isPresent())
                .findFirst()
                .orElse(Outcome.INCONCLUSIVE);
    }

    /** {@return whether such a guarantee belongs to those that were judged} */
    boolean has(Guarantee guarantee) {
        return closed.containsKey(guarantee.id()) || open.containsKey(guarantee.id());
    }
}
