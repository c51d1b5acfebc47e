package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class StorageClaimNameTest extends GuaranteeTest<StorageClaimName> {
    @Test
    void passesWhenEachPodHasItsOwnClaim() {
        judged(story.wholeSet(2)).passes();
    }

    @Test
    void failsWhenAPodMountsAnothersClaim() {
        story.wholeSet(1).claim(1).added();
        story.version(4711).pod(1).mounts("www", "www-web-0").added();

        judged().fails(
                        "pod 1 was created at resourceVersion 4711 with claim www-web-0 as its volume www instead of claim"
                                + " www-web-1")
                .shows(4711L);
    }

    @Test
    void failsWhenAPodMountsNoClaim() {
        story.set().added();
        story.claim(0).added();
        story.version(4711).pod(0).withoutClaims().added();

        judged().fails("pod 0 was created at resourceVersion 4711 with no claim as its volume www instead of claim"
                + " www-web-0");
    }

    @Test
    void failsWhenTheClaimIsUnderAnotherVolume() {
        story.set().added();
        story.claim(0).added();
        story.version(4711).pod(0).mounts("data", "www-web-0").added();

        judged().fails("pod 0 was created at resourceVersion 4711 with no claim as its volume www instead of claim"
                + " www-web-0");
    }

    @Test
    void failsWhenThereIsNoSuchClaim() {
        story.set().added();
        story.version(4711).up(0);

        judged().fails("pod 0 was created at resourceVersion 4711, but there was never a claim www-web-0")
                .shows(4711L);
    }

    @Test
    void failsWhenTheClaimLacksTheLabelsOfTheSelector() {
        story.set().added();
        story.version(4711).claim(0).label("app", "other").added();
        story.up(0);

        judged().fails(
                        "claim www-web-0 was created at resourceVersion 4711 with the labels {app=other}, which do not hold"
                                + " those of the set's selector, {app=web}")
                .shows(4711L);
    }

    @Test
    void allowsAClaimThatWasThereBeforeWithoutTheLabels() {
        story.set().added();
        story.claim(0).label("app", "other").listed();
        story.up(0);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenTheClaimMayBeInAGap() {
        story.set().added();
        story.gap(Kinds.CLAIM).up(0);

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasCreated() {
        story.set().listed();
        story.claim(0).listed();
        story.pod(0).listedUp();

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void isNotApplicableWithoutClaimTemplates() {
        judged(story.set().withoutClaims().added()).isNotApplicable("no volumeClaimTemplates");
    }

    @Test
    void saysNothingOfPodsThatAnotherSetMade() {
        story.wholeSet(1).version(200).set().orphaning();
        story.pod(0).withoutOwner().touched();
        story.set().deleted().again("uid-2").replicas(1).templates("www", "wal").added();
        story.adopted(0);

        judged().passes();
    }

    @Test
    void saysNothingOfPodsThatNoSetMade() {
        story.set().added();
        story.pod(0).withoutOwner().withoutClaims().added();
        story.adopted(0);

        judged().isInconclusive("no pod of web was created");
    }

    @Test
    void allowsAClaimThatTheScenarioMadeBeforehand() {
        story.set().added();
        story.tell(Action.of("create a claim", Action.CREATE, Kinds.CLAIM, "www-web-0", ""));
        story.claim(0).label("app", "other").added();
        story.up(0);

        judged().passes();
    }

    @Test
    void allowsAClaimFromBeforeTheSet() {
        story.claim(0).label("app", "other").added();
        story.set().added().withPods(0);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheClaim() {
        Story watched = Story.ofBystander();
        watched.set().added();
        watched.claim(0).label("app", "other").added();
        watched.up(0);

        judged(watched).isInconclusive("nobody is on record for having created it");
    }

    @Test
    void failsWhenTheControllerSaysThatItCreatedTheClaim() {
        Story watched = Story.ofBystander();
        watched.set().added();
        watched.version(4711).claim(0).label("app", "other").added();
        watched.controllerCreatesClaim(0).up(0);

        judged(watched)
                .fails(
                        "claim www-web-0 was created at resourceVersion 4711 with the labels {app=other}, which do not hold"
                                + " those of the set's selector, {app=web}")
                .shows(4711L);
    }

    @Test
    void isInconclusiveWhenTheControllerSaysSoOfAnotherClaimOnly() {
        Story watched = Story.ofBystander();
        watched.set().added();
        watched.claim(0).label("app", "other").added();
        watched.claim(1).added();
        watched.controllerCreatesClaim(1).up(0, 1);

        judged(watched).isInconclusive("nobody is on record for having created it");
    }

    @Test
    void isInconclusiveWhenTheControllerSaysSoOfAnEarlierClaimOfThatName() {
        Story watched = Story.ofBystander();
        watched.set().added().with(json -> Written.by(json, "kube-controller-manager", "status"));
        watched.claim(0)
                .with(json -> Written.by(json, "kube-controller-manager", ""))
                .added();
        watched.controllerCreatesClaim(0).up(0).set().settled();
        watched.claim(0).deleted();
        watched.claim(0)
                .uid("another")
                .label("app", "other")
                .with(json -> json.withObject("/metadata").remove("managedFields"))
                .with(json -> Written.by(json, "kubectl", ""))
                .added();
        watched.remade(0);

        judged(watched).isInconclusive("nobody is on record for having created it");
    }

    /** The controller may still make pods for a set that it has not heard is gone, and that had other claim templates. */
    @Test
    void saysNothingOfAPodOfASetFromBeforeTheRecording() {
        story.set().templates("data").added();
        story.pod(0).ofSet("uid-before").added();

        judged().isInconclusive("no pod of web was created");
    }
}
