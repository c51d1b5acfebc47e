package dev.holdfast.fault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One way to break a promise on purpose.
 *
 * @param id what it is called, such as {@code F04}
 * @param breaks what is done, as one sentence
 * @param guarantees the ids of the guarantees that it breaks: who notices it names one of them
 * @param scenarios the titles of the scenarios that have to notice, each without its feature
 * @param healthyInTheEnd whether names, readiness, versions, claims and status are in the end what they are on a healthy
 *     cluster, so that nobody notices who only looks at how things ended
 * @param smoke whether it is of the quick selection
 * @param alone whether it touches the whole cluster, so that nothing else may run meanwhile
 * @param admission what the API server changes
 * @param view what the StatefulSet controller is shown, and what becomes of what it asks for
 * @param actors who else acts in the namespace, by the names that {@link dev.holdfast.fault.actor.Actors} has for them
 * @param dns what stands in the configuration of the cluster's DNS server, before everything else
 */
public record Fault(
        String id,
        String breaks,
        Set<String> guarantees,
        List<String> scenarios,
        boolean healthyInTheEnd,
        boolean smoke,
        boolean alone,
        List<Mutation> admission,
        Optional<ProxiedView> view,
        List<String> actors,
        Optional<String> dns) {

    /** The label of the namespaces that a fault is at work in; its value is the fault's id. */
    public static final String LABEL = "holdfast.dev/fault";

    /** Keeps its own copies. */
    public Fault {
        guarantees = Set.copyOf(guarantees);
        scenarios = List.copyOf(scenarios);
        admission = List.copyOf(admission);
        actors = List.copyOf(actors);
    }

    /** {@return by what it is brought about; never empty} */
    public Set<Means> means() {
        return Brought.by(this);
    }

    /** {@return its id as the end of the names of its namespaces} */
    public String letters() {
        return id.toLowerCase(Locale.ROOT);
    }
}
