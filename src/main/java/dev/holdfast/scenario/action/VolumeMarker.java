package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.PodExec;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * A hidden file beside those of an application, by which it is seen whether what a volume had is still there. A pod on the same
 * node writes and reads it, with the rights of the container that mounts the volume, so that nothing is asked of the
 * application's image. It is gone before the application's pod goes, since many volumes are on one node only.
 */
public final class VolumeMarker {

    private static final String FILE = ".holdfast";
    private static final String PATH = "/volume/" + FILE;

    /** Whoever must not be root, and is told by the image alone who to be, has to be told here. */
    private static final long NOBODY = 65534;

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private int helpers;
    private String written = "";

    /** That of the pods of a set. */
    public VolumeMarker(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
    }

    /**
     * Writes it to the first volume of a pod.
     *
     * @param ordinal which pod
     * @throws TestAbortedException when the pod has no volume of its own that another pod can mount, too
     */
    public void write(int ordinal) {
        String pod = set.names().pod(ordinal);
        String template = template().getMetadata().getName();
        String content = "this is " + pod + " of " + scope.name().id();
        String helper = start(ordinal);
        scope.act(Action.write(pod, set.uid(ordinal), FILE, content).with(Action.VOLUME, template));
        scope.exec()
                .run(helper, List.of("sh", "-c", "echo \"$1\" > \"$2\" && sync", "sh", content, PATH))
                .outputOf("writing a file to the volume " + template + " of pod " + pod);
        stop(helper);
        written = content;
    }

    /**
     * Reads it from there.
     *
     * @param ordinal which pod
     * @throws NotKeptError when it is not there, or is another one
     */
    public void requireThere(int ordinal) {
        String pod = set.names().pod(ordinal);
        String uid = set.uid(ordinal);
        String helper = start(ordinal);
        PodExec.Result read =
                scope.exec().run(helper, List.of("sh", "-c", "if test -e \"$1\"; then cat \"$1\"; fi", "sh", PATH));
        String found =
                read.outputOf("reading a file from the volume of pod " + pod).strip();
        scope.log().append(ExternalRead.pageInside(pod, uid, found));
        stop(helper);
        if (!found.equals(written)) {
            throw new NotKeptError(
                    "the file that was written to the volume of pod " + pod + " is there",
                    found.isEmpty() ? "there is none" : "it says \"" + found + "\"",
                    scope.file());
        }
    }

    private PersistentVolumeClaim template() {
        List<PersistentVolumeClaim> templates = set.names().object().getSpec().getVolumeClaimTemplates();
        if (templates == null || templates.isEmpty()) {
            throw new TestAbortedException(
                    "StatefulSet " + set.names().set() + " has no volumeClaimTemplates, so it promises no storage");
        }
        PersistentVolumeClaim first = templates.get(0);
        if (first.getSpec().getAccessModes().contains("ReadWriteOncePod")) {
            throw new TestAbortedException("no other pod can look into the volume "
                    + first.getMetadata().getName() + ": its access mode is ReadWriteOncePod");
        }
        return first;
    }

    private String start(int ordinal) {
        helpers++;
        return Creation.ofPod(scope, helper(ordinal), ", which looks into a volume,");
    }

    private void stop(String name) {
        String uid = scope.present()
                .find(Kinds.POD, name)
                .map(seen -> seen.object().uid())
                .orElse("");
        scope.act(Action.delete(Kinds.POD, name, uid));
        scope.delete(ServedKind.POD, name, uid, DeletionPropagation.BACKGROUND);
        scope.await("pod " + name + " is gone", scope.timeouts().podGone(), present -> present.find(Kinds.POD, name)
                .isEmpty());
    }

    private Pod helper(int ordinal) {
        PodSpec application = set.names().object().getSpec().getTemplate().getSpec();
        String template = template().getMetadata().getName();
        Optional<SecurityContext> mounting = application.getContainers().stream()
                .filter(container -> container.getVolumeMounts().stream()
                        .anyMatch(mount -> mount.getName().equals(template)))
                .findFirst()
                .map(Container::getSecurityContext);
        return new PodBuilder(scope.objects().tools())
                .editMetadata()
                .withName("volume-tools-" + helpers)
                .endMetadata()
                .editSpec()
                .withNodeName(node(ordinal))
                .withTolerations(application.getTolerations())
                .withSecurityContext(application.getSecurityContext())
                .editFirstContainer()
                .withSecurityContext(told(mounting, Optional.ofNullable(application.getSecurityContext())))
                .addNewVolumeMount()
                .withName("volume")
                .withMountPath("/volume")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("volume")
                .withNewPersistentVolumeClaim(set.names().claim(ordinal), false)
                .endVolume()
                .endSpec()
                .build();
    }

    /** The rights of the container that mounts the volume, as somebody that the image of the tools need not know. */
    static SecurityContext told(Optional<SecurityContext> mounting, Optional<PodSecurityContext> pod) {
        SecurityContext rights = mounting.orElseGet(SecurityContext::new);
        boolean user = rights.getRunAsUser() != null
                || pod.map(PodSecurityContext::getRunAsUser).isPresent();
        boolean notRoot = Boolean.TRUE.equals(rights.getRunAsNonRoot())
                || pod.map(PodSecurityContext::getRunAsNonRoot).orElse(false);
        return user || !notRoot
                ? rights
                : new SecurityContextBuilder(rights)
                        .withRunAsUser(pod.map(PodSecurityContext::getFsGroup).orElse(NOBODY))
                        .build();
    }

    private String node(int ordinal) {
        return scope.present()
                .find(Kinds.POD, set.names().pod(ordinal))
                .map((Observation seen) ->
                        seen.object().json().path("spec").path("nodeName").asString(""))
                .orElse("");
    }
}
