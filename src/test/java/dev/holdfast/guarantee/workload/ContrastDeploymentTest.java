package dev.holdfast.guarantee.workload;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ContrastDeploymentTest extends GuaranteeTest<ContrastDeployment> {
    @Test
    void passesWhenTheReplacementHasANewName() {
        deployed("nginx-a", "nginx-b").stateless("nginx-a").deleting().deleted();
        story.stateless("nginx-c").added();

        judged().passes();
    }

    @Test
    void passesWhenThePodsShareAClaim() {
        story.stateless("nginx-a").mounts("data", "shared").added();
        story.stateless("nginx-b").mounts("data", "shared").added();
        story.stateless("nginx-a").deleted();
        story.stateless("nginx-c").mounts("data", "shared").added();

        judged().passes();
    }

    @Test
    void failsWhenTheReplacementHasTheOldName() {
        deployed("nginx-a", "nginx-b").stateless("nginx-a").deleting().deleted();
        story.version(300).stateless("nginx-a").uid("another").added();

        judged().fails(
                        "pod nginx-a (uid another) was created at resourceVersion 300 with the name that the pod with uid"
                                + " nginx-a had before");
    }

    @Test
    void failsWhenAPodHasAClaimOfItsOwn() {
        deployed("nginx-a", "nginx-b").stateless("nginx-a").deleted();
        story.version(300).stateless("nginx-c").mounts("www", "www-nginx-c").added();

        judged().fails(
                        "pod nginx-c, created at resourceVersion 300, has the claim www-nginx-c, which no other pod of its"
                                + " Deployment has")
                .shows(300L);
    }

    @Test
    void isInconclusiveAcrossAGap() {
        deployed("nginx-a").gap(Kinds.POD).stateless("nginx-a").deleted();
        story.stateless("nginx-b").added();

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWasReplaced() {
        judged(deployed("nginx-a", "nginx-b")).isInconclusive("no pod of a Deployment was replaced");
    }

    @Test
    void isInconclusiveWhenAPodThatWentWasNotReplacedYet() {
        deployed("nginx-a", "nginx-b").stateless("nginx-a").deleted();

        judged().isInconclusive("no pod of a Deployment was replaced");
    }

    @Test
    void passesWhenThePodThatWentFirstWasNotTheOldest() {
        deployed("nginx-a", "nginx-b").stateless("nginx-b").deleted();
        story.stateless("nginx-c").added();
        story.stateless("nginx-a").deleted();

        judged().passes();
    }

    @Test
    void saysNothingOfTheClaimOfAnOnlyPod() {
        story.stateless("nginx-a").mounts("data", "shared").added();

        judged().isInconclusive("no pod of a Deployment was replaced");
    }

    @Test
    void saysNothingOfThePodsOfAStatefulSet() {
        judged(story.wholeSet(2).remade(1)).isInconclusive("no pod of a Deployment was replaced");
    }

    private Story deployed(String... names) {
        for (String name : names) {
            story.stateless(name).added();
        }
        return story;
    }
}
