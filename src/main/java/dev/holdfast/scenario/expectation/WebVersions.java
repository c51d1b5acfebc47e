package dev.holdfast.scenario.expectation;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import dev.holdfast.scenario.action.SetUnderTest;
import dev.holdfast.scenario.action.WebVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Which version of the web server each pod of the set is.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record WebVersions(ScenarioScope scope, SetUnderTest set) {

    /** As what the kubelet says that it has not got the image of a container. */
    private static final Set<String> NO_IMAGE = Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull");

    /**
     * Waits until there is a pod of a version that the scenario has not deleted.
     *
     * @param ordinal which pod
     * @param version the version
     */
    public void awaitMade(int ordinal, WebVersion version) {
        scope.await(
                "pod " + set.names().pod(ordinal) + " comes back with the image " + image(version),
                scope.timeouts().podGone().plus(scope.timeouts().podReady()),
                present -> current(present, ordinal)
                        .filter(pod -> is(pod, version) && !pod.object().terminating())
                        .filter(pod -> !set.wasDeleted(pod.object().uid()))
                        .isPresent());
    }

    /**
     * Waits until there is a pod of a version whose container cannot be started for want of its image.
     *
     * @param ordinal which pod
     * @param version the version
     */
    public void awaitWithoutImage(int ordinal, WebVersion version) {
        scope.await(
                "pod " + set.names().pod(ordinal) + " comes back and waits for the image " + image(version),
                scope.timeouts().podGone().plus(scope.timeouts().podReady()),
                present -> current(present, ordinal)
                        .filter(pod -> is(pod, version) && waitsForImage(pod))
                        .isPresent());
    }

    private static boolean waitsForImage(Observation pod) {
        for (JsonNode container : pod.object().json().path("status").path("containerStatuses")) {
            String reason =
                    container.path("state").path("waiting").path("reason").asString("");
            if (NO_IMAGE.contains(reason)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until a pod is of a version, and Ready.
     *
     * @param ordinal which pod
     * @param version the version
     */
    public void awaitRunning(int ordinal, WebVersion version) {
        scope.await(
                "pod " + set.names().pod(ordinal) + " runs the image " + image(version),
                scope.timeouts().podReady().multipliedBy(4),
                present -> current(present, ordinal)
                        .filter(pod -> is(pod, version) && PodView.of(pod).healthy())
                        .isPresent());
    }

    /**
     * The pods that are there are of a version.
     *
     * @param ordinals which pods
     * @param version the version
     * @throws NotKeptError when one is not
     */
    public void require(List<Integer> ordinals, WebVersion version) {
        scope.require(() -> are(ordinals, version));
    }

    private void are(List<Integer> ordinals, WebVersion version) {
        Snapshot present = scope.present();
        for (int ordinal : ordinals) {
            Optional<Observation> pod = current(present, ordinal);
            if (pod.filter(seen -> is(seen, version)).isEmpty()) {
                throw new NotKeptError(
                        "pod " + set.names().pod(ordinal) + " runs the image " + image(version),
                        pod.map(seen -> "it runs " + PodView.of(seen).images().values())
                                .orElse("there is no such pod"),
                        scope.file());
            }
        }
    }

    private boolean is(Observation pod, WebVersion version) {
        return PodView.of(pod).containers().values().stream()
                .anyMatch(container ->
                        version.isRunBy(container, scope.run().cluster().images()));
    }

    private String image(WebVersion version) {
        return version.image(scope.run().cluster().images());
    }

    private Optional<Observation> current(Snapshot present, int ordinal) {
        return present.find(Kinds.POD, set.names().pod(ordinal));
    }
}
