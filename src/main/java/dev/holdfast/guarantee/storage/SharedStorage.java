package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.VolumeView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds two ordinals that mount one claim, whose claims are bound to one volume, or whose volumes are backed by the same. */
final class SharedStorage {
    private final SetTimeline set;
    private final Claims claims;
    private final Findings findings;
    private final Map<String, User> users = new HashMap<>();

    private record User(int ordinal, Observation evidence) {}

    SharedStorage(SetTimeline set, Claims claims, Findings findings) {
        this.set = set;
        this.claims = claims;
        this.findings = findings;
    }

    void judge() {
        for (Incarnation pod : set.incarnations()) {
            for (String name : claims.of(pod).values()) {
                // Who shares a claim shares all that is behind it, which need not be told again.
                if (isOwn("claim " + name, pod.ordinal(), pod.lifetime().first())) {
                    claims.usedBy(pod, name).ifPresent(claim -> volume(pod.ordinal(), claim));
                }
            }
        }
    }

    private void volume(int ordinal, Lifetime claim) {
        boolean own = Claims.volumeName(claim)
                .map(name -> isOwn("volume " + name, ordinal, claim.last()))
                .orElse(false);
        Optional<Observation> volume = claims.volume(claim);
        if (own && volume.isPresent()) {
            Optional<String> backing = VolumeView.of(volume.get()).backing();
            backing.ifPresent(storage -> isOwn("storage " + storage, ordinal, volume.get()));
        }
    }

    private boolean isOwn(String what, int ordinal, Observation evidence) {
        User user = users.putIfAbsent(what, new User(ordinal, evidence));
        if (user == null || user.ordinal() == ordinal) {
            return true;
        }
        findings.broken(
                Phrases.pod(user.ordinal()) + " and " + Phrases.pod(ordinal) + " share the " + what + ": seen "
                        + Phrases.at(user.evidence()) + " and " + Phrases.at(evidence),
                user.evidence(),
                evidence);
        return false;
    }
}
