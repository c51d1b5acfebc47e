package dev.holdfast.guarantee.identity;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.guarantee.JudgedStory;
import dev.holdfast.history.Kinds;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class IdentityHostnameTest extends GuaranteeTest<IdentityHostname> {
    private final Guarantee standing = new SpecifiedHostname();

    @Test
    void passesWhenEachPodHasItsNameAsHostName() {
        story.wholeSet(2).saysHostname(0, "web-0\n").saysHostname(1, "web-1");

        judged().passes();
        JudgedStory.by(standing, story).passes();
    }

    @Test
    void failsWhenThePodIsCreatedWithAnotherHostName() {
        story.version(4711).pod(1).hostname("web-0").added();
        story.saysHostname(1, "web-1");

        String sentence = "pod 1 was created at resourceVersion 4711 with spec.hostname 'web-0' instead of 'web-1'";
        judged().fails(sentence).shows(4711L);
        JudgedStory.by(standing, story).fails(sentence).shows(4711L);
    }

    @Test
    void failsWhenThePodIsCreatedWithoutAHostName() {
        story.pod(1).hostname("").added();

        JudgedStory.by(standing, story)
                .fails("pod 1 was created at resourceVersion 101 without spec.hostname; expected 'web-1'");
    }

    @Test
    void failsWhenAnotherHostNameIsFoundInside() {
        story.up(0).saysHostname(0, "web-0.svc.demo.svc.cluster.local");

        judged().fails(
                        "inside pod 0 (uid web-0#1) the host name is 'web-0.svc.demo.svc.cluster.local' instead of 'web-0'");
        JudgedStory.by(standing, story).passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        story.up(0).saysHostname(0, "web-0").gap(Kinds.POD);

        judged().isInconclusive("gap");
        JudgedStory.by(standing, story).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNobodyLookedInside() {
        story.up(0);

        judged().isInconclusive("no host name was read");
        JudgedStory.by(standing, story).passes();
    }

    @Test
    void isInconclusiveWhenNoPodWasCreated() {
        story.pod(0).listedUp();

        JudgedStory.by(standing, story).isInconclusive("no pod of web was created");
    }

    @Test
    void asksNothingOfAPodThatSharesTheNetworkOfItsNode() {
        story.pod(0).with(pod -> pod.withObject("/spec").put("hostNetwork", true));
        story.up(0).saysHostname(0, "node-1");

        judged().isInconclusive("no host name was read");
    }

    @Test
    void judgesWhatAPodSaysThatWasThereBefore() {
        story.pod(0).listedUp();
        story.saysHostname(0, "web-0");

        judged().passes();
    }

    @ParameterizedTest
    @MethodSource("otherNames")
    void leavesOutAPodWhoseTemplateAsksForAnotherNameInside(Consumer<ObjectNode> asked, String name) {
        story.set().with(set -> asked.accept(set.withObject("/spec/template/spec")));
        story.pod(0).with(pod -> asked.accept(pod.withObject("/spec")));
        story.set().up();
        story.saysHostname(0, name);

        judged().passesOrHadNothingToJudge();
    }

    @ParameterizedTest
    @MethodSource("otherNames")
    void failsWhenOnlyThePodAsksForAnotherNameInside(Consumer<ObjectNode> asked, String name) {
        story.pod(0).with(pod -> asked.accept(pod.withObject("/spec")));
        story.set().up();
        story.saysHostname(0, name);

        judged().fails("inside pod 0 (uid web-0#1) the host name is '" + name + "' instead of 'web-0'");
    }

    static Stream<Arguments> otherNames() {
        return Stream.of(
                arguments(
                        (Consumer<ObjectNode>) spec -> spec.put("setHostnameAsFQDN", true),
                        "web-0.svc.demo.svc.cluster.local"),
                arguments(
                        (Consumer<ObjectNode>) spec -> spec.put("hostnameOverride", "db.example.org"),
                        "db.example.org"));
    }
}
