package dev.holdfast.guarantee;

import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.SetTimeline;
import dev.holdfast.history.VolumeView;
import java.util.HashMap;
import java.util.Map;

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
                take("claim " + name, pod.ordinal(), pod.lifetime().first());
                claims.usedBy(pod, name).ifPresent(claim -> volume(pod.ordinal(), claim));
            }
        }
    }

    private void volume(int ordinal, Lifetime claim) {
        Claims.volumeName(claim).ifPresent(name -> take("volume " + name, ordinal, claim.last()));
        claims.volume(claim).ifPresent(volume -> VolumeView.of(volume)
                .backing()
                .ifPresent(backing -> take("storage " + backing, ordinal, volume)));
    }

    private void take(String what, int ordinal, Observation evidence) {
        User user = users.putIfAbsent(what, new User(ordinal, evidence));
        if (user != null && user.ordinal() != ordinal) {
            findings.broken(
                    Words.pod(user.ordinal()) + " and " + Words.pod(ordinal) + " share the " + what + ": seen "
                            + Words.at(user.evidence()) + " and " + Words.at(evidence),
                    user.evidence(),
                    evidence);
        }
    }
}
