package dev.holdfast.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.utility.DockerImageName;

/**
 * Which image a cluster in a container is made of: one that others made and that Docker pulls, or one that is built here
 * around the embedded node.
 *
 * @param name the image's full name, or the empty text where it is built here
 */
public record K3sImage(String name) {

    /** The image that is taken where nothing is said: a release whose scheduled patches are the newest ones. */
    public static final K3sImage PINNED = new K3sImage("rancher/k3s:v1.36.4-k3s1");

    /** What asks for an image that is built here, which takes no registry. */
    public static final String BUILD = "build";

    private static final Pattern VERSION = Pattern.compile("v?(\\d+\\.\\d+\\.\\d+)(?:[-+](k3s\\d+))?");

    /**
     * Reads a choice.
     *
     * @param chosen {@code build}, a version such as {@code 1.35.7} or {@code v1.35.7-k3s1}, or the whole name of an image
     * @return the image
     * @throws IllegalArgumentException when it is none of these; the message is one sentence
     */
    public static K3sImage read(String chosen) {
        if (chosen.equals(BUILD)) {
            return new K3sImage("");
        }
        Matcher version = VERSION.matcher(chosen);
        if (version.matches()) {
            String release = version.group(2) == null ? "k3s1" : version.group(2);
            return new K3sImage("rancher/k3s:v" + version.group(1) + "-" + release);
        }
        try {
            DockerImageName.parse(chosen).assertValid();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    chosen + " is neither \"build\", nor a version of k3s, nor the name of an image", wrong);
        }
        return new K3sImage(chosen);
    }

    /** {@return whether the image is built here} */
    public boolean built() {
        return name.isEmpty();
    }

    @Override
    public String toString() {
        return built() ? "the image that is built here" : name;
    }
}
