package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.history.Story;

/** What tests of guarantees about updates of a Parallel set begin with. */
abstract class ParallelUpdateTest<G extends Guarantee> extends ParallelTest<G> {
    /** Three pods of revision web-1 of a Parallel set, of which so many may be taken away by an update. */
    final Story begun(int most) {
        story.set().parallel().withoutClaims().replicas(3).rolling(0).with(set -> set.withObject(
                        "/spec/updateStrategy/rollingUpdate")
                .put("maxUnavailable", most));
        return story.set().settledOn("web-1", "nginx:1");
    }

    /** The same; at resourceVersion 200 the template changes to that of web-2. */
    final Story changed(int most) {
        return begun(most).version(200).set().updatesTo("web-2", "nginx:2");
    }

    /** The same where the API server does not know maxUnavailable. */
    final Story changedWithoutTheFeature() {
        story.set().parallel().withoutClaims().replicas(3).rolling(0);
        story.set().settledOn("web-1", "nginx:1");
        return story.version(200).set().updatesTo("web-2", "nginx:2");
    }
}
