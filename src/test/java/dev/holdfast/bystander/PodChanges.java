package dev.holdfast.bystander;

import dev.holdfast.cluster.Images;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What people do to single pods of a set.
 *
 * @param diary takes what was done
 */
record PodChanges(KubernetesClient client, Images images, String namespace, Random random, Consumer<String> diary) {

    private static final int ATTEMPTS = 10;

    /** Takes from each pod that is to go the finalizer that it has there, a moment later. */
    Watch releasing(Surroundings surroundings) {
        return client.pods().inNamespace(namespace).watch(new Watcher<Pod>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                if (surroundings == Surroundings.HELD
                        && pod.getMetadata().getDeletionTimestamp() != null
                        && pod.getMetadata().getFinalizers().contains(Surroundings.FINALIZER)) {
                    release(pod.getMetadata().getName());
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                diary.accept("!!! nobody takes finalizers away any more: " + cause);
            }
        });
    }

    private void release(String pod) {
        try {
            hold(pod, finalizers -> finalizers.remove(Surroundings.FINALIZER));
        } catch (KubernetesClientException gone) {
            if (gone.getCode() != HttpURLConnection.HTTP_NOT_FOUND
                    && gone.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw gone;
            }
        }
    }

    /** Changes what keeps a pod from going. */
    void hold(String pod, Consumer<List<String>> change) {
        editPod(pod, each -> change.accept(each.getMetadata().getFinalizers()));
    }

    /** Changes a pod by itself, as it is when nobody else has just written it; one that is gone meanwhile is let go. */
    void editPod(String name, Consumer<Pod> change) {
        diary.accept("edit pod " + name);
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                pod(name).edit(pod -> {
                    change.accept(pod);
                    return pod;
                });
                return;
            } catch (KubernetesClientException gone) {
                forgive(gone);
                if (gone.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    return;
                }
            }
        }
    }

    /** Has a container more run in a pod, as kubectl debug does. */
    void debug(String name) {
        diary.accept("debug pod " + name);
        try {
            pod(name).ephemeralContainers().edit(pod -> new PodBuilder(pod)
                    .editSpec()
                    .addNewEphemeralContainer()
                    .withName("debug-" + Integer.toHexString(random.nextInt()))
                    .withImage(images.reference("tools"))
                    .withCommand("sleep", "5")
                    .endEphemeralContainer()
                    .endSpec()
                    .build());
        } catch (KubernetesClientException gone) {
            forgive(gone);
        }
    }

    /** Gives the first container of a pod more, in place. */
    void resize(String name) {
        diary.accept("resize pod " + name);
        Pod pod = pod(name).get();
        if (pod == null) {
            return;
        }
        pod.getSpec()
                .getContainers()
                .get(0)
                .setResources(new ResourceRequirementsBuilder()
                        .addToRequests("cpu", new Quantity("20m"))
                        .addToLimits("cpu", new Quantity("600m"))
                        .build());
        try {
            client.raw("/api/v1/namespaces/" + namespace + "/pods/" + name + "/resize", "PUT", pod);
        } catch (KubernetesClientException refused) {
            // One without limits cannot be given any.
            forgive(refused);
        }
    }

    /** Makes a pod that no set has made. */
    void createPod(String name) {
        diary.accept("create pod " + name);
        try {
            client.pods()
                    .inNamespace(namespace)
                    .resource(new PodBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .withNewSpec()
                            .withTerminationGracePeriodSeconds(1L)
                            .addNewContainer()
                            .withName("stranger")
                            .withImage(images.reference("tools"))
                            .withCommand("sleep", "600")
                            .withNewSecurityContext()
                            .withRunAsUser(101L)
                            .endSecurityContext()
                            .addNewEnv()
                            .withName("OPTIONS")
                            .withValue("")
                            .endEnv()
                            .endContainer()
                            .endSpec()
                            .build())
                    .create();
        } catch (KubernetesClientException there) {
            forgive(there);
        }
    }

    /** Ends the first process of a pod. */
    void crash(String name) {
        diary.accept("end what runs in pod " + name);
        try (ExecWatch ended = pod(name)
                .inContainer("main")
                .writingOutput(new ByteArrayOutputStream())
                .exec("sh", "-c", "kill 1")) {
            ended.exitCode()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .exceptionally(cut -> -1)
                    .join();
        } catch (KubernetesClientException gone) {
            forgive(gone);
        }
    }

    private PodResource pod(String name) {
        return client.pods().inNamespace(namespace).withName(name);
    }

    /** It was refused because of what somebody else did meanwhile, or because it cannot be done to such a pod. */
    private void forgive(KubernetesClientException refused) {
        diary.accept("(refused: " + refused.getMessage().lines().findFirst().orElse("") + ")");
        if (refused.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            throw refused;
        }
    }
}
