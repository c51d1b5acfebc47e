package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What guarantees read of a PersistentVolumeClaim.
 *
 * @param phase {@code status.phase}: Pending, Bound or Lost
 * @param volumeName the PersistentVolume it is bound to
 */
public record ClaimView(String phase, Optional<String> volumeName) implements View {

    /**
     * The view of a claim.
     *
     * @throws IllegalArgumentException if the object is not a PersistentVolumeClaim
     */
    public static ClaimView of(Resource resource) {
        return resource.view(ClaimView.class);
    }

    /** The view of the claim that was observed. */
    public static ClaimView of(Observation observation) {
        return of(observation.object());
    }

    static ClaimView read(JsonNode claim) {
        return new ClaimView(
                TreeReader.text(claim.path("status"), "phase"),
                TreeReader.optionalText(claim.path("spec"), "volumeName"));
    }

    @Override
    public String summary() {
        return phase.isEmpty() ? "no phase yet" : phase;
    }

    /** Whether it is Bound. */
    public boolean bound() {
        return phase.equals("Bound");
    }
}
