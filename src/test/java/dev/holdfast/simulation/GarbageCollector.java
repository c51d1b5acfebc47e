package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiServer.Precondition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The garbage collector, and the controller that empties a namespace that is being terminated. */
record GarbageCollector(ApiServer api, Faults faults) {

    private static final String MANAGER = "kube-controller-manager";

    /** Everything that it could do now, one request each. */
    List<Runnable> due() {
        List<Runnable> due = new ArrayList<>();
        List<ApiObject> objects = api.all()
                .sorted((one, other) -> (one.kind() + one.name()).compareTo(other.kind() + other.name()))
                .toList();
        for (ApiObject object : objects) {
            if (object instanceof StatefulSet set && !set.meta.finalizers.isEmpty()) {
                finish(set, objects, due);
            } else if (!object.meta.owners.isEmpty()
                    && !object.meta.terminating()
                    && object.meta.owners.stream().noneMatch(owner -> api.exists(owner.uid()))) {
                due.add(() -> delete(object));
            }
            if (wronglyCollected(object)) {
                due.add(() -> delete(object));
            }
            if (api.namespaceTerminating() && !object.meta.terminating() && !(object instanceof Volume)) {
                due.add(() -> delete(object));
            }
        }
        return due;
    }

    private boolean wronglyCollected(ApiObject object) {
        if (object instanceof Pod pod) {
            return pod.meta.owners.isEmpty() && !pod.meta.terminating() && faults.strike(Fault.COLLECTS_ORPHANS);
        }
        if (object instanceof Claim claim) {
            String pod = claim.name().substring(claim.name().indexOf('-') + 1);
            boolean orphaned = api.set(pod.substring(0, pod.lastIndexOf('-'))).isEmpty();
            return orphaned
                    && claim.meta.owners.isEmpty()
                    && !claim.meta.terminating()
                    && faults.strike(Fault.COLLECTS_ORPHANED_CLAIMS);
        }
        return object instanceof Service
                && api.list(StatefulSet.class, StatefulSet.KIND).stream()
                        .noneMatch(set -> set.service().equals(object.name()))
                && faults.strike(Fault.DELETES_SERVICE);
    }

    private void finish(StatefulSet set, List<ApiObject> objects, List<Runnable> due) {
        List<ApiObject> dependents = objects.stream()
                .filter(object -> object.meta.ownedBy(set.uid()))
                .toList();
        boolean forgotten = set.meta.finalizers.contains(StatefulSet.FOREGROUND)
                && dependents.stream().anyMatch(dependent -> dependent instanceof Pod && dependent.meta.terminating())
                && faults.strike(Fault.FORGETS_DEPENDENTS);
        if (dependents.isEmpty() || forgotten) {
            due.add(() -> api.update(set, Precondition.uid(set.uid()), MANAGER, free -> free.meta.finalizers.clear()));
        }
        for (ApiObject dependent : dependents) {
            if (set.meta.finalizers.contains(StatefulSet.ORPHAN)) {
                due.add(() -> api.update(
                        dependent,
                        Precondition.uid(dependent.uid()),
                        MANAGER,
                        orphan ->
                                orphan.meta.owners.removeIf(owner -> owner.uid().equals(set.uid()))));
            } else if (!dependent.meta.terminating()) {
                due.add(() -> delete(dependent));
            }
        }
    }

    private void delete(ApiObject object) {
        boolean byForce = object instanceof Pod pod
                && !pod.node.isEmpty()
                && !pod.terminal()
                && faults.strike(Fault.COLLECTS_BY_FORCE);
        api.delete(object, Precondition.uid(object.uid()), byForce ? OptionalInt.of(0) : OptionalInt.empty());
    }
}
