package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ReplaceAfterStopTest extends GuaranteeTest<ReplaceAfterStop> {
    private static final String BEGAN = "2026-11-23T12:00:01Z";

    private final Story bystander = Story.ofBystander();

    @Test
    void passesWhenThePodFailsAfterItsContainersHaveStopped() {
        judged(stopped(story).failed())
                .passes("the containers of 1 pod had stopped before it was called Failed or Succeeded");
    }

    @Test
    void failsWhenThePodFailsWhileItsContainerRuns() {
        story.wholeSet(2);

        judged(story.version(300).pod(1).failed())
                .fails("pod 1 (uid web-1#1) was called Failed at resourceVersion 300 while nginx still ran")
                .shows(300L);
    }

    /** The kubelet takes what it says of containers from a cache that may be of an earlier moment than the phase. */
    @Test
    void isInconclusiveWhenTheContainerIsToldLaterToHaveEndedBefore() {
        failsWithAContainerThatEndedAt("2026-11-23T12:00:10Z", BEGAN);

        judged().isInconclusive(
                        "still ran, as its node said; but at resourceVersion 301 it said that they had ended by the"
                                + " time at which it wrote that");
    }

    @Test
    void failsWhenTheContainerIsToldLaterToHaveEndedAfterThat() {
        failsWithAContainerThatEndedAt("2026-11-23T12:00:13Z", BEGAN);

        judged().failsBecauseOf("was called Failed at resourceVersion 300 while nginx still ran");
    }

    @Test
    void failsWhoeverElseWroteLater() {
        runs();
        story.pod(1).with(pod -> pod.withObject("/metadata")
                .withArray("/managedFields")
                .addObject()
                .put("manager", "scenario")
                .put("subresource", "status")
                .put("time", "2026-11-23T12:00:20Z"));
        failsAndEnds("2026-11-23T12:00:13Z", BEGAN, "2026-11-23T12:00:02Z");

        judged().failsBecauseOf("was called Failed at resourceVersion 300 while nginx still ran");
    }

    @Test
    void failsWhenItIsAnotherRunOfTheContainerThatIsToldLaterToHaveEnded() {
        failsWithAContainerThatEndedAt("2026-11-23T12:00:10Z", "2026-11-23T12:00:09Z");

        judged().failsBecauseOf("was called Failed at resourceVersion 300 while nginx still ran");
    }

    /** The node wrote a condition of 12:00:12 in the second that was 12:00:12 for the API server, so it is behind by less than one. */
    @Test
    void passesWhenTheContainerHadEndedHoweverTheClocksDiffer() {
        failsWithAContainerThatEndedAt("2026-11-23T12:00:10Z", BEGAN, "2026-11-23T12:00:12Z");

        judged().passes("the containers of 1 pod had stopped before it was called Failed or Succeeded");
    }

    @Test
    void isInconclusiveWhenTheContainerMayHaveEndedInTheSecondOfTheWrite() {
        failsWithAContainerThatEndedAt("2026-11-23T12:00:11Z", BEGAN, "2026-11-23T12:00:12Z");

        judged().isInconclusive("it said that they had ended by the time at which it wrote that");
    }

    @Test
    void isInconclusiveWhenTheClockOfTheNodeMayBeBehind() {
        failsWithAContainerThatEndedAt("2026-11-23T12:00:10Z", BEGAN, "2026-11-23T12:00:11Z");

        judged().isInconclusive("it said that they had ended by the time at which it wrote that");
    }

    @Test
    void passesWhenAnEarlierWriteShowsThatTheClockIsNotBehind() {
        runs();
        story.pod(1).with(pod -> conditionSet(pod, "ContainersReady", "2026-11-23T12:00:12Z"));
        story.pod(1).touched();
        failsAndEnds("2026-11-23T12:00:10Z", BEGAN, "2026-11-23T12:00:11Z");

        judged().passes("the containers of 1 pod had stopped before it was called Failed or Succeeded");
    }

    @Test
    void isInconclusiveWhenTheNodeSetNoConditionThen() {
        failsWithAContainerThatEndedAt("2026-11-23T12:00:10Z", BEGAN, "2026-11-23T12:00:02Z");

        judged().isInconclusive("it said that they had ended by the time at which it wrote that");
    }

    private void failsWithAContainerThatEndedAt(String end, String began) {
        failsWithAContainerThatEndedAt(end, began, "2026-11-23T12:00:02Z");
    }

    /** It was called Failed at 12:00:12, and a condition was set at the given time together with the end of its container. */
    private void failsWithAContainerThatEndedAt(String end, String began, String condition) {
        runs();
        failsAndEnds(end, began, condition);
    }

    private void runs() {
        story.wholeSet(2).pod(1).with(pod -> {
            ObjectNode writer =
                    pod.withObject("/metadata").withArray("/managedFields").addObject();
            writer.put("manager", "kubelet").put("subresource", "status").put("time", "2026-11-23T12:00:12Z");
            container(pod).putObject("state").putObject("running").put("startedAt", BEGAN);
            conditionSet(pod, "Initialized", "2026-11-23T12:00:02Z");
        });
    }

    private void failsAndEnds(String end, String began, String condition) {
        story.version(300).pod(1).failed();
        story.pod(1).with(pod -> {
            container(pod)
                    .putObject("state")
                    .putObject("terminated")
                    .put("startedAt", began)
                    .put("finishedAt", end);
            conditionSet(pod, "PodReadyToStartContainers", condition);
            conditionSet(pod, "example.org/of-somebody-else", "2026-11-23T12:00:14Z");
        });
        story.pod(1).touched();
    }

    private static void conditionSet(ObjectNode pod, String type, String time) {
        pod.withObject("/status")
                .withArray("/conditions")
                .addObject()
                .put("type", type)
                .put("lastTransitionTime", time);
    }

    private static ObjectNode container(ObjectNode pod) {
        return (ObjectNode) pod.path("status").path("containerStatuses").path(0);
    }

    @Test
    void failsWhenOnlyTheKubeletEverWroteTheStatus() {
        bystander.wholeSet(2).pod(1).with(pod -> writtenBy(pod, "kubelet"));

        judged(bystander.version(300).pod(1).failed()).failsBecauseOf("was called Failed at resourceVersion 300");
    }

    @Test
    void failsWhenOnlyTheKubeletEverWroteTheStatusAndSomebodyElseTheRest() {
        bystander.wholeSet(2).pod(1).with(pod -> {
            writtenBy(pod, "kubelet");
            pod.withObject("/metadata").withArray("/managedFields").addObject().put("manager", "kubectl-label");
        });

        judged(bystander.pod(1).failed()).failsBecauseOf("was called Failed");
    }

    @Test
    void saysNothingOfAPodThatWasFoundSo() {
        bystander.set().listed();
        bystander.pod(1).with(pod -> {
            writtenBy(pod, "kubelet");
            pod.withObject("/status").put("phase", "Failed");
            pod.withObject("/status")
                    .putArray("containerStatuses")
                    .addObject()
                    .put("name", "nginx")
                    .putObject("state")
                    .putObject("running");
        });

        judged(bystander.pod(1).listed())
                .isInconclusive("no pod of web with containers was called Failed or Succeeded");
    }

    @Test
    void saysNothingWhenSomebodyElseMayHaveWrittenTheStatus() {
        bystander.wholeSet(2).pod(1).with(pod -> writtenBy(pod, "kubelet", "kubectl-edit"));

        judged(bystander.pod(1).failed())
                .isInconclusive("no pod of web with containers was called Failed or Succeeded");
    }

    @Test
    void failsWhenTheAuditLogSaysThatItsNodeWroteIt() {
        judged(failedBy("system:node:node-1")).failsBecauseOf("was called Failed");
    }

    @Test
    void saysNothingWhenTheAuditLogSaysThatSomebodyElseWroteIt() {
        judged(failedBy("alice")).isInconclusive("no pod of web with containers was called Failed or Succeeded");
    }

    @Test
    void saysNothingOfThePodOfALostNode() {
        story.wholeSet(2).pod(1).with(pod -> pod.withObject("/status")
                .withArray("/conditions")
                .addObject()
                .put("type", "DisruptionTarget")
                .put("status", "True")
                .put("reason", "DeletionByPodGC"));

        judged(story.pod(1).failed()).isInconclusive("no pod of web with containers was called Failed or Succeeded");
    }

    @Test
    void saysNothingOfAPodThatNeverHadContainers() {
        story.set().added();
        story.pod(0).added().failed();

        judged().isInconclusive("no pod of web with containers was called Failed or Succeeded");
    }

    @Test
    void isInconclusiveWhenNoPodEnded() {
        judged(story.wholeSet(2)).isInconclusive("no pod of web with containers was called Failed or Succeeded");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        stopped(story).failed();

        judged(story.gap(Kinds.POD)).isInconclusive("gap");
    }

    private static PodTeller stopped(Story story) {
        story.wholeSet(2);
        return story.pod(1).with(pod -> pod.withObject("/status")
                .putArray("containerStatuses")
                .addObject()
                .put("name", "nginx")
                .putObject("state")
                .putObject("terminated"));
    }

    /** While its container runs. */
    private Story failedBy(String user) {
        story.wholeSet(2).pod(1).failed();
        return story.audited(new AuditedRequest("patch", "status", user, "kubelet"));
    }

    private static void writtenBy(ObjectNode pod, String... managers) {
        ArrayNode writers = pod.withObject("/metadata").putArray("managedFields");
        for (String manager : managers) {
            writers.addObject()
                    .put("manager", manager)
                    .put("operation", "Update")
                    .put("subresource", "status");
        }
    }

    /** What the kubelet says of a sidecar is as old as what it says of other containers. */
    @Test
    void isInconclusiveWhenASidecarIsToldLaterToHaveEndedBefore() {
        story.wholeSet(2).pod(1).with(pod -> {
            ObjectNode writer =
                    pod.withObject("/metadata").withArray("/managedFields").addObject();
            writer.put("manager", "kubelet").put("subresource", "status").put("time", "2026-11-23T12:00:12Z");
            container(pod).putObject("state").putObject("terminated");
            sidecar(pod).putObject("running").put("startedAt", BEGAN);
        });
        story.version(300).pod(1).failed();
        story.pod(1).with(pod -> sidecar(pod)
                .putObject("terminated")
                .put("startedAt", BEGAN)
                .put("finishedAt", "2026-11-23T12:00:10Z"));
        story.pod(1).touched();

        judged().isInconclusive("it said that they had ended by the time at which it wrote that");
    }

    private static ObjectNode sidecar(ObjectNode pod) {
        return pod.withObject("/status")
                .putArray("initContainerStatuses")
                .addObject()
                .put("name", "mesh")
                .putObject("state");
    }
}
