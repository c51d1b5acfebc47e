package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.SetTeller;
import org.junit.jupiter.api.Test;

class StorageEqualNamesTest extends GuaranteeTest<StorageEqualNames> {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/41153";

    @Test
    void passesWhenEachSetHasClaimsOfItsOwn() {
        another("beta", "log").story().claim("log-beta-0").added();
        otherPod("beta", "log", "log-beta-0").added();

        judged(story.wholeSet(1)).passes("no pod of web has a claim of the pods of beta");
    }

    @Test
    void isAKnownDeviationWhenTwoSetsGiveOneName() {
        another("b-web", "www").story().claim("www-b-web-0").uid("uid-claim").added();
        otherPod("b-web", "www", "www-b-web-0").added();
        story.set().templates("www-b").added();
        story.version(4711).pod(0).mounts("www-b", "www-b-web-0").added();

        judged().deviates(
                        "pod 0 (uid web-0#1) has claim www-b-web-0 (uid uid-claim) for the template www-b at resourceVersion"
                                + " 4711, and so has pod 0 (uid b-web-0) of StatefulSet b-web for the template www at resourceVersion"
                                + " 103, as Kubernetes does where both give the claim one name (" + ISSUE + ")")
                .shows(103L, 4711L);
    }

    @Test
    void failsWhenAPodHasAClaimOfAnotherSet() {
        another("beta", "log").story().claim("log-beta-0").uid("uid-claim").added();
        otherPod("beta", "log", "log-beta-0").added();
        story.set().added();
        story.version(4711).pod(0).mounts("www", "log-beta-0").added();

        judged().fails(
                        "pod 0 (uid web-0#1) has claim log-beta-0 (uid uid-claim) for the template www at resourceVersion 4711, and"
                                + " so has pod 0 (uid beta-0) of StatefulSet beta for the template log at resourceVersion 103, although"
                                + " they give it different names")
                .shows(103L, 4711L);
    }

    @Test
    void failsWhenAPodHasAClaimThatWasFoundInUse() {
        another("beta", "log").story().claim("log-beta-0").added();
        otherPod("beta", "log", "log-beta-0").listed();
        story.set().added();
        story.pod(0).mounts("www", "log-beta-0").added();

        judged().failsBecauseOf("although they give it different names");
    }

    @Test
    void failsWhenAPodOfAnotherSetHasAClaimOfThisOne() {
        another("beta", "log");
        story.wholeSet(1).version(4711);
        otherPod("beta", "log", "www-web-0").added();

        judged().fails(
                        "pod 0 (uid web-0#1) has claim www-web-0 (uid uid-www-web-0) for the template www at resourceVersion 107,"
                                + " and so has pod 0 (uid beta-0) of StatefulSet beta for the template log at resourceVersion 4711,"
                                + " although they give it different names");
    }

    @Test
    void isInconclusiveWhenItFoundAPodWithAClaimOfAnotherSet() {
        another("beta", "log").story().claim("log-beta-0").added();
        otherPod("beta", "log", "log-beta-0").added();
        story.set().listed();
        story.pod(0).mounts("www", "log-beta-0").listedUp();

        judged().isInconclusive("who made it so is not known");
    }

    @Test
    void allowsASetThatMountsTheClaimOfAnotherOnPurpose() {
        another("backup", "log").story().claim("log-backup-0").added();
        story.wholeSet(1);
        otherPod("backup", "log", "log-backup-0")
                .alsoMounts("source", "www-web-0")
                .added();

        judged().passes();
    }

    @Test
    void passesWhenTheControllerMakesNoPodOnTheClaim() {
        another("b-web", "www").story().claim("www-b-web-0").added();
        otherPod("b-web", "www", "www-b-web-0").added();
        story.set().templates("www-b").added().status(0, 0).lookedAt(2);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenThereIsNoOtherSet() {
        judged(story.wholeSet(2)).isInconclusive("no other StatefulSet was seen beside web whose pods have claims");
    }

    @Test
    void isInconclusiveWhenTheOtherSetHasNoClaims() {
        judged(story.wholeSet(2).control("control-0"))
                .isInconclusive("no other StatefulSet was seen beside web whose pods have claims");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        another("beta", "log").story().claim("log-beta-0").added();
        otherPod("beta", "log", "log-beta-0").added();

        judged(story.wholeSet(1).gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWithoutClaims() {
        judged(story.set().withoutClaims().added()).isNotApplicable("no volumeClaimTemplates");
    }

    private SetTeller another(String name, String template) {
        return story.anotherSet(name).templates(template).added();
    }

    private PodTeller otherPod(String set, String template, String claim) {
        return story.stateless(set + "-0")
                .owner(Kinds.STATEFUL_SET, set, "uid-" + set)
                .mounts(template, claim);
    }
}
