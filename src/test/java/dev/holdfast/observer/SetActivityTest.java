package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Story;
import dev.holdfast.observer.SetActivity.Doing;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetActivityTest {

    private final Story story = Story.ofBystander();

    @Test
    void restsWhereEverythingIsAsItWasAskedFor() {
        settled(3);

        assertThat(activity()).isEqualTo(new SetActivity(Doing.AT_REST, "at rest: 3 of 3 Ready"));
        assertThat(activity().rests()).isTrue();
    }

    @Test
    void doesNotRestAsLongAsTheControllerHasNotLooked() {
        settled(2).set().replicas(2).changed();

        assertThat(activity().rests()).isFalse();
        assertThat(activity().sentence()).isEqualTo("changed, and the controller has not looked at it yet");
    }

    @Test
    void scalesWhilePodsAreMissing() {
        settled(2).set().replicas(3).changed().status(2, 2);

        assertThat(activity().doing()).isEqualTo(Doing.SCALING);
        assertThat(activity().sentence()).isEqualTo("scaling: 2 pods of 3");
    }

    @Test
    void scalesWhilePodsAreTooMany() {
        settled(3).set().replicas(2).changed().status(3, 3);

        assertThat(activity().doing()).isEqualTo(Doing.SCALING);
    }

    @Test
    void rollsWhilePodsThatAreRecreatedAreGone() {
        story.set().replicas(2).recreate().settledOn("web-1", "nginx:1");
        story.set().template("nginx:2").changed();
        story.set().revisions("web-1", "web-2").status(2, 0);

        assertThat(activity()).isEqualTo(new SetActivity(Doing.ROLLING, "rolling: 0 of 2 updated"));

        story.down(0, 1).makes("web-2", "nginx:2").up(0);
        story.set().status(1, 1);

        assertThat(activity()).isEqualTo(new SetActivity(Doing.ROLLING, "rolling: 1 of 2 updated"));
    }

    @Test
    void rollsWhilePodsAreOfAnotherRevision() {
        settled(2).set().revisions("web-5d4", "web-new").counts(2, 0).status(2, 2);

        assertThat(activity().doing()).isEqualTo(Doing.ROLLING);
        assertThat(activity().sentence()).isEqualTo("rolling: 0 of 2 updated");
    }

    @Test
    void restsWithOldPodsBelowThePartition() {
        settled(2).set().rolling(2).revisions("web-5d4", "web-new").counts(2, 0).settled();

        assertThat(activity().rests()).isTrue();
    }

    @Test
    void restsWithOldPodsThatSomebodyHasToDelete() {
        settled(2).set().onDelete().revisions("web-5d4", "web-new").counts(2, 0).settled();

        assertThat(activity().rests()).isTrue();
    }

    @Test
    void recoversWhileAPodIsNotReady() {
        settled(2).pod(1).unready();

        assertThat(activity().doing()).isEqualTo(Doing.RECOVERING);
        assertThat(activity().sentence()).isEqualTo("pod web-1 is Running, not Ready");
    }

    @Test
    void recoversWhileAPodIsTerminating() {
        settled(2).pod(0).deleting();

        assertThat(activity().sentence()).isEqualTo("pod web-0 is terminating");
    }

    @Test
    void recoversUntilTheStatusSaysSo() {
        settled(2).set().status(2, 1);

        assertThat(activity().sentence()).isEqualTo("the status says 1 of 2 available");
    }

    @Test
    void doesNotRestWhileAClaimIsTerminating() {
        settled(2).claim(1).deleting();

        assertThat(activity().rests()).isFalse();
        assertThat(activity().sentence()).isEqualTo("claim www-web-1 is terminating");
    }

    @Test
    void endsWhenItIsDeleted() {
        settled(1).set().deleting();

        assertThat(activity().doing()).isEqualTo(Doing.ENDING);
    }

    @Test
    void isTheSameWhereOnlyTimeHasPassed() {
        SetActivity one = new SetActivity(Doing.STUCK, "waits, for 4 s", "waits");
        SetActivity later = new SetActivity(Doing.STUCK, "waits, for 5 s", "waits");

        assertThat(later.differsFrom(one)).isFalse();
        assertThat(new SetActivity(Doing.ROLLING, "waits, for 5 s", "waits").differsFrom(one))
                .isTrue();
    }

    private Story settled(int replicas) {
        story.wholeSet(replicas)
                .set()
                .revisions("web-5d4", "web-5d4")
                .counts(replicas, replicas)
                .settled();
        return story;
    }

    private SetActivity activity() {
        return SetActivity.of(last(Kinds.STATEFUL_SET).get(0), last(Kinds.POD), last(Kinds.CLAIM));
    }

    private List<Observation> last(String kind) {
        return story.history().lifetimes(kind, Story.NAMESPACE).stream()
                .map(Lifetime::last)
                .filter(seen -> !seen.deleted())
                .toList();
    }
}
