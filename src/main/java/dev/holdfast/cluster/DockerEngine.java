package dev.holdfast.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** The Docker engine that Testcontainers finds: the one that {@code DOCKER_HOST} or its own settings name, else the local one. */
final class DockerEngine {

    /** A registry that cannot be reached is often one that never answers. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(20);

    private static final Duration WHOLE_IMAGE = Duration.ofMinutes(10);

    private DockerEngine() {}

    /** {@return the engine, if one answers} */
    static Optional<DockerEngine> find() {
        try {
            DockerClientFactory.instance().getInfo();
            return Optional.of(new DockerEngine());
        } catch (IllegalStateException none) {
            return Optional.empty();
        }
    }

    /** {@return the way to it that Testcontainers uses} */
    DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    /** {@return where it is, as {@code DOCKER_HOST} would say it} */
    URI address() {
        return DockerClientFactory.instance().getTransportConfig().getDockerHost();
    }

    /** {@return whether an image is there, so that no registry has to be asked} */
    boolean has(String image) {
        try {
            client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    /**
     * Pulls an image.
     *
     * @return one sentence on why it cannot be had, or nothing when it is there
     */
    Optional<String> pull(String image, Progress progress) {
        progress.say("pulling the image " + image + "…");
        DockerImageName name = DockerImageName.parse(image);
        try (Pulling pulling = client().pullImageCmd(name.getUnversionedPart())
                .withTag(name.getVersionPart())
                .exec(new Pulling())) {
            if (!pulling.awaitAnswer(FIRST_WORD)) {
                return Optional.of("the registry does not answer");
            }
            return pulling.awaitCompletion(WHOLE_IMAGE.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.empty()
                    : Optional.of("it was not there after " + WHOLE_IMAGE.toMinutes() + " minutes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterFailedException("interrupted while an image was pulled", e);
        } catch (IOException | RuntimeException refused) {
            return Optional.of(DockerAnswer.reason(refused));
        }
    }

    /**
     * Takes an image from an archive.
     *
     * @param archive what {@code docker load} takes
     * @throws ClusterFailedException when the engine refuses it
     */
    void load(InputStream archive) {
        try {
            client().loadImageCmd(archive).exec();
        } catch (DockerException refused) {
            throw new ClusterFailedException(
                    "the Docker engine does not take the image that was built: " + DockerAnswer.reason(refused),
                    refused);
        }
    }

    /**
     * Removes what carries a label: containers with the volumes that were made for them, volumes and networks.
     *
     * @param key the label's key
     * @param value the label's value
     */
    void remove(String key, String value) {
        String label = key + "=" + value;
        client().listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(label))
                .exec()
                .forEach(container -> client().removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec());
        client().listVolumesCmd()
                .withFilter("label", List.of(label))
                .exec()
                .getVolumes()
                .forEach(volume -> client().removeVolumeCmd(volume.getName()).exec());
        client().listNetworksCmd()
                .withFilter("label", List.of(label))
                .exec()
                .forEach(network -> client().removeNetworkCmd(network.getId()).exec());
    }
}
