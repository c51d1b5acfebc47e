package dev.holdfast.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On the recorded life of a set on a healthy cluster, the judge")
class RecordedLivesTest {

    private static final List<Life> LIVES = List.of(
            Life.of("ordinary", "claims; pod 1 deleted; rollout restart; scaled to 5 and 2; set image; rollout undo")
                    .kept(
                            "identity.labels",
                            "identity.map",
                            "storage.claim-name",
                            "storage.claim-before-pod",
                            "storage.survives-scale-down",
                            "order.create",
                            "order.waits-ready",
                            "order.scale-up",
                            "order.scale-down-reverse",
                            "order.scale-down-waits-termination",
                            "order.scale-does-not-restart",
                            "update.rolling-reverse",
                            "update.waits-ready",
                            "update.one-at-a-time",
                            "update.completes",
                            "update.status-truth",
                            "update.rollback-reuse",
                            "revision.no-op",
                            "revision.truth"),
            Life.of("during-roll", "set image; in mid-roll a user deletes pod 0, then pod 1")
                    .kept("identity.labels", "storage.claim-name", "order.create", "order.waits-ready"),
            Life.of(
                            "parallel",
                            "Parallel, two claims a pod; rollout restart; three pods deleted at once; scaled to 1, 3")
                    .kept(
                            "identity.labels",
                            "storage.claim-name",
                            "storage.claim-before-pod",
                            "storage.survives-scale-down",
                            "update.completes",
                            "update.status-truth"),
            Life.of("retention", "whenDeleted and whenScaled Delete; scaled from 3 to 1 and to 3; deleted")
                    .kept("identity.labels", "order.create", "order.waits-ready", "order.scale-down-reverse"),
            Life.of("ondelete", "OnDelete; set image; a user deletes pods 2, 1 and 0")
                    .kept("identity.labels", "storage.claim-name", "order.create", "order.waits-ready"),
            Life.of("start-ordinal", "start 5, partition 6 of 3 replicas; set image; pod 5 deleted; start moved to 4")
                    .kept("identity.labels", "storage.claim-name", "order.create", "order.waits-ready"),
            Life.of("stuck", "an image that does not exist; rollout undo; a user deletes pod 2")
                    .kept(
                            "identity.labels",
                            "order.create",
                            "order.waits-ready",
                            "update.rolling-reverse",
                            "update.forced-rollback",
                            "update.supersede",
                            "update.rollback-in-mid-roll"),
            Life.of("flip", "scaled to 2, 4, 1, 5, 2, 3, 0 and 2, two seconds apart")
                    .kept(
                            "identity.labels",
                            "order.create",
                            "order.waits-ready",
                            "order.scale-up",
                            "order.scale-down-reverse",
                            "order.scale-down-waits-termination",
                            "order.scale-does-not-restart",
                            "update.status-truth"),
            Life.of("t1", "orphaned; created again with one more claim template and a later image (kubernetes#141876)")
                    .kept("identity.labels", "order.create", "order.waits-ready"),
            Life.of("t6", "readiness after 5 s; all pods deleted by force at once")
                    .kept("identity.labels", "order.create", "order.waits-ready"),
            Life.of("t9", "readiness of pod 0 asks for the DNS name of pod 1, so that there never is a pod 1")
                    .kept("identity.labels"),
            // One write said a currentReplicas that was one too low.
            Life.of("t13", "Parallel; orphaned; a user deletes an orphan; created again with a later image")
                    .broke("update.status-truth")
                    .kept("identity.labels", "delete.adopt"),
            // Two of 2,220 scenarios of Holdfast that nothing had been done to, on a busy machine.
            Life.of("claim-given-back", "whenDeleted Delete; orphaned; created again; pod 0 lost its claim")
                    .broke("retention.orphan")
                    .kept("identity.labels", "status.observed"),
            Life.of("status-of-the-set-before", "partition 1; orphaned; created again at once with a later image")
                    .broke("status.observed")
                    .kept("identity.labels", "delete.adopt"));

    /** What is judged broken although it was not. Nothing may be added to it; whoever mends a guarantee takes it out. */
    private static final Map<String, Set<String>> WRONGLY_BROKEN = Map.of();

    static Stream<Life> lives() {
        return Stream.concat(LIVES.stream(), RoughLives.LIVES.stream());
    }

    @ParameterizedTest
    @MethodSource("lives")
    @DisplayName("finds broken what was broken, and nothing else")
    void finds(Life life) throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (Judgement judgement : life.judgements()) {
            if (Set.of(Outcome.FAILED, Outcome.KNOWN_DEVIATION)
                    .contains(judgement.verdict().outcome())) {
                found.put(judgement.guarantee().id(), judgement.verdict().sentence());
            }
        }
        Set<String> expected = new TreeSet<>(life.broken());
        expected.addAll(WRONGLY_BROKEN.getOrDefault(life.name(), Set.of()));
        expected.addAll(RoughLives.WRONGLY_BROKEN.getOrDefault(life.name(), Set.of()));
        assertThat(found.keySet()).as("%s", found).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("lives")
    @DisplayName("says of what was seen to be kept that it was")
    void passes(Life life) throws Exception {
        List<String> passed = life.judgements().stream()
                .filter(judgement -> judgement.verdict().outcome() == Outcome.PASSED)
                .map(judgement -> judgement.guarantee().id())
                .toList();
        assertThat(passed).containsAll(life.kept());
    }
}
