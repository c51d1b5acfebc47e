package dev.holdfast.observer;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.Resource;
import dev.holdfast.history.view.EndpointSliceView;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.Ordinal;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What of a cluster concerns a set: itself, whatever it owns or may adopt, and whatever bears a name that it gives. Rather too much
 * than too little: what is about another set makes no difference to the judge, and what is missing does.
 */
final class SetMembership {

    private static final String NAMESPACE = "Namespace";

    private final Subject set;
    private final String claimInfix;
    private final Pattern claim;
    private final Set<String> services = new HashSet<>();
    private final Set<Map<String, String>> selectors = new HashSet<>();
    private boolean claiming;

    SetMembership(Subject set) {
        this.set = set;
        this.claimInfix = "-" + set.statefulSet() + "-";
        this.claim = Pattern.compile(".+-" + Pattern.quote(set.statefulSet()) + "-\\d+");
    }

    /** {@return where the set is} */
    String namespace() {
        return set.namespace();
    }

    /** Learns by what the set knows what is its own, where this is a state of the set. */
    void learn(Observation state) {
        if (isTheSet(state.object())) {
            StatefulSetView view = StatefulSetView.of(state);
            services.add(view.serviceName());
            claiming |= !view.claimTemplates().isEmpty();
            if (!view.matchLabels().isEmpty()) {
                selectors.add(view.matchLabels());
            }
        }
    }

    /** Whether the set has, or ever had, templates for claims. */
    boolean claims() {
        return claiming;
    }

    /** Whether an object concerns the set. */
    boolean concerns(Resource object) {
        return switch (object.kind()) {
            case NAMESPACE -> object.name().equals(set.namespace());
            case Kinds.VOLUME -> isVolumeOfAClaim(object.json().path("spec").path("claimRef"));
            default -> object.namespace().equals(set.namespace()) && concernsInNamespace(object);
        };
    }

    private boolean concernsInNamespace(Resource object) {
        return switch (object.kind()) {
            case Kinds.STATEFUL_SET -> isTheSet(object);
            case Kinds.POD -> isPod(object.name()) || isOwned(object) || isSelected(object);
            case Kinds.CLAIM -> isClaim(object.name()) || isOwned(object);
            case Kinds.REVISION ->
                object.name().startsWith(set.statefulSet() + "-") || isOwned(object) || isSelected(object);
            case Kinds.EVENT -> isAbout(EventView.of(object).about().name());
            case Kinds.SERVICE -> services.contains(object.name());
            case Kinds.ENDPOINT_SLICE ->
                services.contains(EndpointSliceView.of(object).serviceName());
            default -> false;
        };
    }

    private boolean isTheSet(Resource object) {
        return object.kind().equals(Kinds.STATEFUL_SET)
                && object.name().equals(set.statefulSet())
                && object.namespace().equals(set.namespace());
    }

    private boolean isPod(String name) {
        return name.startsWith(set.statefulSet())
                && Ordinal.of(set.statefulSet(), name).isPresent();
    }

    private boolean isClaim(String name) {
        // This is asked of all that is about something in the namespace, and is seldom so.
        return name.contains(claimInfix) && claim.matcher(name).matches();
    }

    private boolean isAbout(String name) {
        return name.equals(set.statefulSet()) || isPod(name) || isClaim(name);
    }

    private boolean isOwned(Resource object) {
        return object.owners().stream().anyMatch(this::isOwner);
    }

    private boolean isOwner(Owner owner) {
        return switch (owner.kind()) {
            case Kinds.STATEFUL_SET -> owner.name().equals(set.statefulSet());
            case Kinds.POD -> isPod(owner.name());
            default -> false;
        };
    }

    private boolean isSelected(Resource object) {
        return selectors.stream()
                .anyMatch(selector -> object.labels().entrySet().containsAll(selector.entrySet()));
    }

    private boolean isVolumeOfAClaim(JsonNode claimRef) {
        return claimRef.path("namespace").asString("").equals(set.namespace())
                && isClaim(claimRef.path("name").asString(""));
    }
}
