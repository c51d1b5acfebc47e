package dev.holdfast.guarantee.retention;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.SetTimeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The claims that went with a pod that was scaled away. */
final class GoneClaims {

    /** When the last claim of an ordinal was gone that had gone with its pod. */
    record Gone(int ordinal, Observation at) {}

    private GoneClaims() {}

    /** All of them, in order. */
    static List<Gone> withPods(SetTimeline set) {
        Claims claims = Claims.of(set);
        List<Gone> gone = new ArrayList<>();
        for (int ordinal : set.ordinals()) {
            List<Lifetime> ofOrdinal = set.incarnations(ordinal).stream()
                    .flatMap(pod -> claims.of(pod).values().stream())
                    .distinct()
                    .flatMap(name -> claims.named(name).stream())
                    .filter(GoneClaims::withPod)
                    .toList();
            ofOrdinal.stream()
                    .flatMap(claim -> claim.deleted().stream())
                    .filter(last -> ofOrdinal.stream().noneMatch(other -> other.existsAt(last.resourceVersion())))
                    .forEach(last -> gone.add(new Gone(ordinal, last)));
        }
        gone.sort(Comparator.comparingLong(each -> each.at().resourceVersion()));
        return gone;
    }

    private static boolean withPod(Lifetime claim) {
        return claim.lastNotTerminating()
                .filter(state -> state.object().owners().stream()
                        .anyMatch(owner -> owner.kind().equals(Kinds.POD)))
                .isPresent();
    }
}
