package dev.holdfast.bystander;

import dev.holdfast.cluster.Cluster;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One set from its creation to the deletion of its namespace, which often comes in the middle of something.
 *
 * @param namespace in which it lives
 * @param design what kind of set it is
 * @param surroundings what else acts on its pods
 * @param deeds what is done to it
 * @param seed from which everything else follows that is left to chance
 */
record Life(String namespace, Design design, Surroundings surroundings, List<Deed> deeds, long seed) {

    /**
     * How a life went.
     *
     * @param diary what was done, one thing a line
     * @param failure what kept somebody from doing it
     */
    record Lived(Life life, String diary, Optional<String> failure) {}

    Lived live(Cluster cluster) {
        User user = new User(cluster, namespace, new Random(seed));
        user.does(this + ", seed " + seed);
        try (Watch held = user.single().releasing(surroundings)) {
            Optional<String> failure = lived(user);
            end(user);
            return new Lived(this, user.diary(), failure);
        }
    }

    /** What kept the user from doing what was to be done. */
    private Optional<String> lived(User user) {
        try {
            user.begin(design.set(user.images()), surroundings);
            user.awaitReady();
            deeds.forEach(deed -> deed.by(user));
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            user.does("!!! " + refused);
            return Optional.of(refused.toString());
        }
    }

    private static void end(User user) {
        switch (user.random().nextInt(5)) {
            case 0 -> user.deleteSet(DeletionPropagation.FOREGROUND);
            case 1 -> user.deleteSet(DeletionPropagation.BACKGROUND);
            case 2 -> user.deleteSet(DeletionPropagation.ORPHAN);
            case 3 -> user.scale(5);
            default -> user.change("restart", Deed::touched);
        }
        user.pause(4);
        user.deleteNamespace();
        user.awaitNoNamespace();
    }

    @Override
    public String toString() {
        return design + " in surroundings " + surroundings + ": " + deeds;
    }
}
