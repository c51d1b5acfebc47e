package dev.holdfast.preflight;

import dev.holdfast.cluster.Images;
import dev.holdfast.manifest.SetManifests;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether nodes have the images of a set of the user's own, or can pull them. Nothing in them is run: the pods are told to start
 * a program that no image has.
 */
record SetImagesCheck(TrialNamespace ground, TrialObjects workload, SetManifests set) implements Check {

    private static final String WHAT = "your set";
    private static final String NO_PROGRAM = "/holdfast/no-such-program";

    @Override
    public List<Finding> look() {
        if (set.pullsWithSecrets()) {
            return List.of(Finding.fit(WHAT, "its images are pulled with Secrets, which is not tried out"));
        }
        List<Finding> findings = new ArrayList<>();
        int number = 0;
        for (String image : set.images()) {
            if (Images.PUBLISHED.references().containsValue(image)) {
                // The one that plays that role here takes its place, and is tried out anyway.
                continue;
            }
            number++;
            Pod pod = ground.create(pod(image), "set-image-" + number);
            Optional<String> obstacle =
                    new PodWait(ground).obstacleToPull(pod, ground.timeouts().podReady());
            findings.add(obstacle.map(why -> Finding.unfit(
                            WHAT,
                            "its image " + image + " cannot be pulled: " + why,
                            "have nodes pull or import it, or name another in the manifests"))
                    .orElseGet(() -> Finding.fit(WHAT, "its image " + image + " is there")));
        }
        return findings;
    }

    private Pod pod(String image) {
        return new PodBuilder(workload.pod("tools"))
                .editSpec()
                .withRestartPolicy("Never")
                .editFirstContainer()
                .withImage(image)
                .withCommand(NO_PROGRAM)
                .withArgs()
                .endContainer()
                .endSpec()
                .build();
    }
}
