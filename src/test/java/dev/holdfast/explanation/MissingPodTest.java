package dev.holdfast.explanation;

import static dev.holdfast.explanation.WrittenSet.ago;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.explanation.obstacle.ObstacleKind;
import dev.holdfast.explanation.obstacle.Remedy;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods that cannot be created. */
class MissingPodTest extends ExplanationTest {
    @Test
    void tellsWhichQuotaIsUsedUp() {
        set.quotas.add(new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("compute")
                .endMetadata()
                .withNewStatus()
                .addToHard("pods", new Quantity("2"))
                .addToUsed("pods", new Quantity("2"))
                .endStatus()
                .build());
        Explanation stuck = set.healthy(0, 1)
                .refused(
                        "create Pod web-2 in StatefulSet web failed error: pods \"web-2\" is forbidden: exceeded quota:"
                                + " compute, requested: pods=1, used: pods=2, limited: pods=2",
                        12,
                        200,
                        10)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 cannot be created: pods \"web-2\" is forbidden: exceeded quota: compute,"
                        + " requested: pods=1, used: pods=2, limited: pods=2, for 3 min");
        assertThat(says(stuck)).contains("pods 2 of 2");
        assertThat(stuck.remedies()).containsExactly(Remedy.of("raise the quota, or free what it counts"));
    }

    @Test
    void forgetsARefusalOnceThePodWasCreated() {
        Explanation going = set.healthy(0, 1)
                .refused("create Pod web-2 in StatefulSet web failed error: x", 1, 90, 90)
                .said(
                        "uid-web",
                        "Normal",
                        "SuccessfulCreate",
                        "create Pod web-2 in StatefulSet web successful",
                        1,
                        60,
                        60)
                .explained();
        assertThat(going.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(kind(going)).isEqualTo(ObstacleKind.MISSING);
    }

    @Test
    void doesNotHoldARefusalAgainstASetThatWasChangedSince() {
        Explanation going = set.with(it -> it.editMetadata()
                        .addNewManagedField()
                        .withManager("kubectl")
                        .withTime(ago(5))
                        .endManagedField()
                        .endMetadata())
                .healthy(0, 1)
                .refused("create Pod web-2 in StatefulSet web failed error: x", 1, 90, 90)
                .explained();
        assertThat(going.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(going.summary()).endsWith("which could not be created before the set was changed: x");
    }

    @Test
    void doesNotTakeTheRefusalOfPodTwelveForThatOfPodOne() {
        Explanation going = set.healthy(0)
                .refused("Create Pod web-12 in StatefulSet web failed error: x", 1, 9, 9)
                .explained();
        assertThat(kind(going)).isEqualTo(ObstacleKind.MISSING);
    }

    @Test
    void seesAPodOfSomebodyElseUnderTheName() {
        Explanation stuck = set.healthy(0, 1)
                .pod(2, pod -> pod.editMetadata().withOwnerReferences(List.of()).endMetadata())
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 cannot be created: a pod of this name is there, and belongs to nobody, for 60 s");
    }

    @Test
    void doesNotGuessWhyAPodIsMissingWhereEventsCannotBeRead() {
        set.unread.put("events", "no permission");
        assertThat(set.healthy(0, 1).explained().summary())
                .endsWith("which is missing; whether its creation was refused cannot be told without Events");
    }
}
