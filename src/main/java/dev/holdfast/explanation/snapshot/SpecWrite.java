package dev.holdfast.explanation.snapshot;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** When somebody has last written a spec, by the times of the managed fields that are not of the status. */
public final class SpecWrite {

    private SpecWrite() {}

    /**
     * Whether there is one of which nobody knows when it was, so that it may be later than all others: a write of the scale, as by
     * {@code kubectl scale} or an autoscaler, leaves no time.
     */
    public static boolean hasUntimed(StatefulSet set) {
        return set.getMetadata().getManagedFields().stream()
                .anyMatch(entry -> !"status".equals(entry.getSubresource()) && entry.getTime() == null);
    }

    /**
     * The last of them.
     *
     * @param set the set
     * @return the moment, or that of the creation where nothing else is known
     */
    public static Optional<Instant> last(StatefulSet set) {
        return set.getMetadata().getManagedFields().stream()
                .filter(entry -> !"status".equals(entry.getSubresource()))
                .map(ManagedFieldsEntry::getTime)
                .flatMap(time -> Moments.of(time).stream())
                .max(Comparator.naturalOrder())
                .or(() -> Moments.of(set.getMetadata().getCreationTimestamp()));
    }
}
