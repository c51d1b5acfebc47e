package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Response;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvictBudgetTest extends GuaranteeTest<EvictBudget> {
    private static final String NOTHING = "no eviction of a pod of web was asked for that its budget did not allow";

    @BeforeEach
    void oneOfTwoPodsIsNotReady() {
        story.set().added().withPods(0, 1);
        story.budget().counts(2, 1, 1);
        story.pod(1).unready();
    }

    @Test
    void passesWhenTheEvictionIsRefused() {
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0);

        judged().passes(
                        "evictions that the budget did not allow were refused, and left their pods as they were: pod 0");
    }

    @Test
    void passesWhenThePodIsEvictedAfterTheBudgetHasRoomAgain() {
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0);
        story.pod(1).ready();
        story.budget().counts(2, 1, 1);
        story.budget().counts(2, 1, 0).notes("web-0");
        story.pod(0).evictedByApi().deleting();
        story.evictionAnswered(0, 201, "");

        judged().passes();
    }

    @Test
    void failsWhenAPodIsEvictedThatTheBudgetNeeds() {
        story.version(300).budget().counts(1, 1, 1).notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().fails("pod 0 (uid web-0#1) was evicted at resourceVersion 302 although PodDisruptionBudget web-budget"
                        + " wants 1 healthy pod and had 1")
                .shows(300L, 302L);
    }

    @Test
    void failsWhenAPodIsEvictedWhateverPodsAndBudgetsOthersHave() {
        story.stateless("cache").label("app", "cache").added();
        story.anotherBudget("cache").counts(0, 0, 0);
        story.budget().counts(1, 1, 1).notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().failsBecauseOf("although PodDisruptionBudget web-budget wants 1 healthy pod and had 1");
    }

    @Test
    void failsByWhatTheBudgetSaidRightBeforeTheEviction() {
        story.version(300).budget().counts(1, 1, 1);
        story.pod(0).evictedByApi().deleting();
        story.budget().counts(0, 1, 0);

        judged().fails("pod 0 (uid web-0#1) was evicted at resourceVersion 301 although PodDisruptionBudget web-budget"
                        + " wants 1 healthy pod and had 1")
                .shows(300L, 301L);
    }

    @Test
    void failsWhenAPodIsEvictedThatABudgetOfPercentNeeds() {
        story.pod(1).ready();
        story.budget().maxUnavailable("0%").changed();
        story.version(300).budget().counts(2, 2, 1).notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().fails("pod 0 (uid web-0#1) was evicted at resourceVersion 302 although PodDisruptionBudget web-budget"
                + " wants 2 healthy pods and had 2");
    }

    @Test
    void failsWhenAPodIsEvictedAlthoughThatWasRefused() {
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0);
        story.pod(1).ready();
        story.budget().counts(2, 1, 1);
        story.version(300).pod(0).evictedByApi().deleting();

        judged().fails(
                        "pod 0 (uid web-0#1) was evicted at resourceVersion 300 although the eviction had been refused: Cannot"
                                + " evict pod as it would violate the pod's disruption budget.")
                .shows(300L);
    }

    @Test
    void failsThoughTheAnswerAboutAnotherPodGotLost() {
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0).evictionUnanswered(1);
        story.pod(1).ready();
        story.budget().counts(2, 1, 1);
        story.pod(0).evictedByApi().deleting();

        judged().failsBecauseOf("although the eviction had been refused");
    }

    @Test
    void passesWhenThePodWasEvictedBeforeTheRefusal() {
        story.pod(1).ready();
        story.budget().counts(2, 1, 1);
        story.pod(0).evictedByApi();
        story.evictionRefused(0);

        judged().passes();
    }

    @Test
    void saysNothingOfPodsOfOthers() {
        Action eviction = Action.of("evict Pod cache", Action.EVICT, Kinds.POD, "cache", "uid-cache")
                .in(Story.NAMESPACE);
        story.tell(eviction)
                .tell(Response.refused(
                        eviction, 429, "TooManyRequests", new Response.Cause("", "DisruptionBudget", "needs 1")));

        judged().isInconclusive(NOTHING);
    }

    @Test
    void allowsThatAnAnswerGotLost() {
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0);
        story.pod(1).ready();
        story.budget().counts(2, 1, 1);
        story.pod(0).evictedByApi().deleting();
        story.evictionUnanswered(0);

        judged().passes();
    }

    @Test
    void saysNothingOfWhatTheControllerDeletesAfterARefusal() {
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0);
        story.pod(0).deleting().deleted();

        judged().passes();
    }

    @Test
    void saysNothingAsLongAsTheBudgetHasNotCounted() {
        story.budget().notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().isInconclusive(NOTHING);
    }

    @Test
    void saysNothingAsLongAsTheBudgetHasNotSeenItsSpec() {
        story.budget().counts(1, 1, 0).minAvailable(1).changed().notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().isInconclusive(NOTHING);
    }

    @Test
    void saysNothingOfPodsThatAreNotReady() {
        story.budget().counts(1, 1, 0);
        story.pod(1).evictedByApi().deleting();

        judged().isInconclusive(NOTHING);
    }

    @Test
    void saysNothingOfPodsThatBecameReadyOnlySinceTheBudgetCounted() {
        story.pod(0).unready();
        story.pod(1).ready();
        story.budget().counts(1, 1, 0);
        story.pod(1).unready();
        story.pod(0).ready().evictedByApi().deleting();

        judged().isInconclusive(NOTHING);
    }

    @Test
    void saysNothingOfABudgetThatIsAboutPodsOfOthersToo() {
        story.stateless("cache").added();
        story.budget().counts(1, 1, 1).notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().isInconclusive(NOTHING);
    }

    @Test
    void saysNothingOfAnEvictionThatIsRefusedForAnotherReason() {
        story.budget().counts(1, 1, 0);
        story.evictionAnswered(0, 429, "the server has too many requests");

        judged().isInconclusive(NOTHING);
    }

    @Test
    void doesNotApplyToASetWithoutABudget() {
        Story seen = new Story();
        seen.set().added().withPods(0, 1);
        seen.budget()
                .with(budget -> budget.withObject("/spec/selector/matchLabels").put("app", "another"))
                .counts(0, 0, 0);
        seen.pod(0).evictedByApi().deleting();

        judged(seen).isNotApplicable("no PodDisruptionBudget was seen that is about pods of web");
    }
}
