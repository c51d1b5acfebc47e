package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityDnsSrvTest extends GuaranteeTest<IdentityDnsSrv> {
    private static final String POD_0 = "8080 web-0.svc.demo.svc.cluster.local";
    private static final String POD_1 = "8080 web-1.svc.demo.svc.cluster.local";

    @BeforeEach
    void aServiceAndASet() {
        story.service().written();
        story.set().added();
    }

    @Test
    void passesWhenEachReadyPodHasARecord() {
        story.up(0).looksUpPort("web", POD_0).pod(1).added().running();
        story.looksUpPort("web", POD_0).pod(1).ready();
        story.looksUpPort("web", POD_1, POD_0);

        judged().passes("each lookup led to the Pods that are Ready: _web._tcp.svc.demo.svc.cluster.local");
    }

    @Test
    void findsThePortOfThePodByItsName() {
        story.service().port("web", "http").written();
        story.pod(0).with(pod -> pod.withObject("/spec/containers/0")
                .withArray("/ports")
                .addObject()
                .put("name", "http")
                .put("containerPort", 8080));

        judged(story.up(0).looksUpPort("web", POD_0)).passes();
    }

    @Test
    void failsWhenARecordIsWaitedForInVain() {
        story.up(0, 1).looksUpPort("web", POD_0).waitsInVain().atWork("another-0");

        judged().fails("_web._tcp.svc.demo.svc.cluster.local led to " + POD_0
                        + " in the last of 1 lookup, but the Pods to be"
                        + " found there were, since resourceVersion 108, web-0 (" + POD_0 + "), web-1 (" + POD_1 + ")")
                .shows(108L);
    }

    @Test
    void failsWhenARecordHasAnotherPort() {
        String other = "9090 web-0.svc.demo.svc.cluster.local";
        story.up(0).looksUpPort("web", other).waitsInVain().atWork("another-0");

        judged().fails("_web._tcp.svc.demo.svc.cluster.local led to " + other
                + " in the last of 1 lookup, but the Pods to be"
                + " found there were, since resourceVersion 105, web-0 (" + POD_0 + ")");
    }

    @Test
    void failsWhenARecordIsThereOfAPodThatIsNotReady() {
        story.up(0).pod(1).added().running();
        story.looksUpPort("web", POD_0, POD_1).waitsInVain().atWork("another-0");

        judged().fails("_web._tcp.svc.demo.svc.cluster.local led to " + POD_0 + ", " + POD_1
                + " in the last of 1 lookup, but"
                + " the Pods to be found there were, since resourceVersion 105, web-0 (" + POD_0 + ")");
    }

    @Test
    void namesOnlyThePortsThatTheServiceHas() {
        judged(story.up(0).looksUpPort("web", POD_0).looksUpPort("other"))
                .passes("each lookup led to the Pods that are Ready: _web._tcp.svc.demo.svc.cluster.local");
    }

    @Test
    void saysNothingOfThePortOfAnotherService() {
        judged(story.tell(ExternalRead.srv("_web._tcp.other.demo.svc.cluster.local", List.of())))
                .isInconclusive("no name of Service svc was looked up");
    }

    @Test
    void saysNothingOfAPortOfAnotherProtocol() {
        judged(story.up(0).tell(ExternalRead.srv("_web._udp.svc.demo.svc.cluster.local", List.of())))
                .isInconclusive("no name of Service svc was looked up");
    }

    @Test
    void saysNothingOfAPortThatTheServiceHasNot() {
        story.up(0).looksUpPort("other").waitsInVain().atWork("another-0");

        judged().isInconclusive("no name of Service svc was looked up while it was known where it has to lead to");
    }

    @Test
    void saysNothingWhereAPodHasNoNameOfItsOwn() {
        story.pod(0).subdomain("other");
        story.up(0).looksUpPort("web").waitsInVain().atWork("another-0");

        judged().isInconclusive("no name of Service svc was looked up");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.up(0).gap(Kinds.POD).looksUpPort("web", POD_0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNothingWasLookedUp() {
        judged(story.up(0)).isInconclusive("no name of Service svc was looked up");
    }
}
