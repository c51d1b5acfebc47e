package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.SetTeller;
import dev.holdfast.history.Story;

/** What tests of guarantees about maxUnavailable begin with. */
abstract class MaxUnavailableTest<G extends Guarantee> extends GuaranteeTest<G> {
    /** Pods of revision web-1 that are all up, of a set that was created with that maxUnavailable. */
    final Story begun(int replicas, int partition, String most) {
        story.set().withoutClaims().replicas(replicas).rolling(partition).with(set -> set.withObject(
                        "/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", most));
        return story.set().settledOn("web-1", "nginx:1");
    }

    /** The same; at resourceVersion 200 the template changes to that of web-2. */
    final Story changed(int replicas, String most) {
        return begun(replicas, 0, most).version(200).set().updatesTo("web-2", "nginx:2");
    }

    /** One pod may be unavailable from here on. */
    final SetTeller onlyOne() {
        return story.set().with(set -> set.withObject("/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", "1"));
    }

    /** Pods begin to end, one right after the other. */
    final Story taken(int... ordinals) {
        for (int ordinal : ordinals) {
            story.pod(ordinal).deleting();
        }
        return story;
    }

    /** Pods that had begun to end are gone. */
    final Story gone(int... ordinals) {
        for (int ordinal : ordinals) {
            story.pod(ordinal).deleted();
            story.nextPod(ordinal);
        }
        return story;
    }
}
