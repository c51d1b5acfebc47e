package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.VolumeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds two ordinals that mount one claim, whose claims are bound to one volume, or whose volumes are backed by the same. */
final class SharedStorage {
    private static final String BACKING = "storage ";

    private final SetTimeline set;
    private final Claims claims;
    private final Findings findings;
    private final Map<String, List<User>> users = new HashMap<>();

    /**
     * Who used something.
     *
     * @param claim by which it was used; absent when it was not recorded
     */
    private record User(int ordinal, Optional<Lifetime> claim, Observation evidence) {
        /** Whether both used it at one time, and not one after the other was gone. */
        boolean with(User other) {
            return claim.isEmpty()
                    || other.claim.isEmpty()
                    || claim.get().uid().equals(other.claim.get().uid())
                    || (bound(claim.get(), other.begin()) || bound(other.claim.get(), begin()));
        }

        // One that has lost its volume does not use what has the name of that later.
        private static boolean bound(Lifetime claim, long resourceVersion) {
            return claim.at(resourceVersion)
                    .filter(state -> ClaimView.of(state).bound())
                    .isPresent();
        }

        private long begin() {
            return claim.orElseThrow().states().stream()
                    .filter(state -> ClaimView.of(state).bound())
                    .findFirst()
                    .orElse(claim.orElseThrow().first())
                    .resourceVersion();
        }
    }

    SharedStorage(SetTimeline set, Claims claims, Findings findings) {
        this.set = set;
        this.claims = claims;
        this.findings = findings;
    }

    void judge() {
        for (Incarnation pod : set.incarnations()) {
            if (!claims.givenBySet(pod)) {
                continue;
            }
            for (String name : claims.of(pod).values()) {
                // Who shares a claim shares all that is behind it, which need not be told again.
                Optional<Lifetime> used = claims.usedBy(pod, name);
                if (isOwn("claim " + name, pod.ordinal(), used, pod.lifetime().first())) {
                    used.ifPresent(claim -> volume(pod.ordinal(), claim));
                }
            }
        }
    }

    private void volume(int ordinal, Lifetime claim) {
        // One that waits for a volume by its name does not have it.
        boolean own = Claims.volumeName(claim)
                .filter(name -> claim.states().stream()
                        .anyMatch(state -> ClaimView.of(state).bound()))
                .map(name -> isOwn("volume " + name, ordinal, Optional.of(claim), claim.last()))
                .orElse(false);
        Optional<Observation> volume = claims.volume(claim);
        if (own && volume.isPresent()) {
            Optional<String> backing = VolumeView.of(volume.get()).backing();
            backing.ifPresent(storage -> isOwn(BACKING + storage, ordinal, Optional.of(claim), volume.get()));
        }
    }

    private boolean isOwn(String what, int ordinal, Optional<Lifetime> claim, Observation evidence) {
        User user = new User(ordinal, claim, evidence);
        List<User> known = users.computeIfAbsent(what, any -> new ArrayList<>());
        boolean again = false;
        for (User other : known) {
            again |= other.ordinal() == ordinal && other.claim().equals(claim);
            if (other.ordinal() != ordinal && other.with(user)) {
                share(what, other, user);
                return false;
            }
        }
        if (!again) {
            known.add(user);
        }
        return true;
    }

    private void share(String what, User one, User other) {
        String sentence = Phrases.pod(one.ordinal()) + " and " + Phrases.pod(other.ordinal()) + " share the " + what
                + ": seen " + Phrases.at(one.evidence()) + " and " + Phrases.at(other.evidence());
        boolean madeByOthers =
                what.startsWith(BACKING) && set.history().actions().isEmpty();
        if (madeByOthers) {
            findings.open(
                    sentence
                            + "; nobody is on record for having made these volumes, which may be of one storage on purpose",
                    one.evidence(),
                    other.evidence());
        } else {
            findings.broken(sentence, one.evidence(), other.evidence());
        }
    }
}
