package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class ClaimOwnershipsTest {
    private static final String CONTROLLER = "kube-controller-manager";

    private final Story watched = Story.ofBystander();

    ClaimOwnershipsTest() {
        watched.set().replicas(1).added();
        watched.set().with(json -> Written.by(json, CONTROLLER, "status")).settled();
    }

    @Test
    void knowsTheClaimsThatTheControllerMade() {
        watched.claim(0).with(json -> Written.by(json, CONTROLLER, "")).added();

        assertThat(ownerships().createdByController(claim())).isTrue();
    }

    @Test
    void knowsTheClaimsThatAUserMade() {
        watched.claim(0).with(json -> Written.by(json, "kubectl", "")).added();

        assertThat(ownerships().createdByController(claim())).isFalse();
    }

    @Test
    void knowsNothingOfClaimsThatWereThereBefore() {
        watched.claim(0).with(json -> Written.by(json, CONTROLLER, "")).listed();

        assertThat(ownerships().createdByController(claim())).isFalse();
    }

    @Test
    void knowsWhichOfTheOwnersTheControllerGave() {
        watched.claim(0).added();
        watched.claim(0).with(json -> Written.by(json, CONTROLLER, "")).goesWithSet();
        watched.claim(0).with(json -> Written.by(json, "kubectl", "")).goesWith(Kinds.POD, "web-0", "web-0#1");

        assertThat(ownerships().givenByController(claim(), watched.set().uid())).isTrue();
        assertThat(ownerships().givenByController(claim(), "web-0#1")).isFalse();
        assertThat(ownerships().givenByController(claim(), "another")).isFalse();
    }

    private ClaimOwnerships ownerships() {
        return ClaimOwnerships.of(SetTimeline.of(watched.history(), Story.NAMESPACE, Story.SET));
    }

    private Lifetime claim() {
        return watched.history().lifetimes(Kinds.CLAIM, Story.NAMESPACE).get(0);
    }
}
