package dev.holdfast.cluster;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Image;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The image that is built here around the embedded node, as one engine has it: named by what it is built from.
 *
 * @param engine the engine that is to have it
 * @param programs the folder that the node was built in, named by its version and what it was built from
 * @param log the file for what the making of it says
 */
record BuiltK3sImage(DockerEngine engine, Path programs, Path log) {

    private static final Logger LOG = LoggerFactory.getLogger(BuiltK3sImage.class);
    private static final String REPOSITORY = "localhost/holdfast/k3s";

    /**
     * Makes the image and gives it to the engine, unless the engine has it.
     *
     * @return its name
     * @throws ClusterFailedException when it cannot be made
     */
    String provide(Progress progress) throws InterruptedException {
        String name = REPOSITORY + ":" + programs.getFileName();
        if (!engine.has(name)) {
            progress.say("making the image " + name + "…");
            make(name, progress);
            removeOlder(name);
        }
        return name;
    }

    private void make(String name, Progress progress) throws InterruptedException {
        List<String> command = List.of(
                programs.resolve("bin/holdfast-images").toString(),
                "node",
                "--home",
                programs.toString(),
                "--reference",
                name,
                "--base",
                programs.resolve("k3s/base.tar").toString());
        try (Child making = Child.start(command, programs, log, progress, false)) {
            engine.load(making.bytes());
            int code = making.await();
            if (code != 0 || !engine.has(name)) {
                throw new ClusterFailedException(making.error()
                        .orElse("the image " + name + " cannot be made (exit code " + code + "); see " + log));
            }
        }
    }

    /** Each is as large as all of Kubernetes. One that is in use stays. */
    private void removeOlder(String name) {
        for (Image each : engine.client()
                .listImagesCmd()
                .withFilter("reference", List.of(REPOSITORY))
                .exec()) {
            String[] tags = each.getRepoTags();
            if (tags == null || Arrays.asList(tags).contains(name)) {
                continue;
            }
            try {
                engine.client().removeImageCmd(each.getId()).exec();
            } catch (DockerException inUse) {
                LOG.info("the image {} stays: {}", each.getId(), inUse.getMessage());
            }
        }
    }
}
