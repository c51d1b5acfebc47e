package dev.holdfast.simulation;

/** The part of a pass that deletes pods for a rolling update. */
final class RollingUpdate {
    private final StatefulSetController controller;
    private final StatefulSet set;
    private final ControllerRevision update;
    private final PodControl control;
    private final long now;

    RollingUpdate(
            StatefulSetController controller,
            StatefulSet set,
            ControllerRevision update,
            PodControl control,
            long now) {
        this.controller = controller;
        this.set = set;
        this.update = update;
        this.control = control;
        this.now = now;
    }

    /** Deletes what is due, and returns how many that were. */
    int run(Pod[] replicas) {
        if (!controller.version.honoursMaxUnavailable()) {
            return oneByOne(replicas);
        }
        int unavailable = 0;
        int brokenAndOld = 0;
        for (Pod pod : replicas) {
            if (unavailable(pod)) {
                unavailable++;
                brokenAndOld += set.spec.parallel() && old(pod) && !pod.meta.terminating() ? 1 : 0;
            }
        }
        int budget = set.spec.maxUnavailable() - unavailable;
        if (budget <= 0 && brokenAndOld == 0) {
            return 0;
        }
        return set.spec.parallel() ? brokenFirst(replicas, budget) : highestFirst(replicas, budget);
    }

    private int oneByOne(Pod[] replicas) {
        for (int index = replicas.length - 1; index >= set.spec.partition(); index--) {
            Pod pod = replicas[index];
            if (old(pod) && !pod.meta.terminating()) {
                control.delete(pod);
                return 1;
            }
            if (unavailable(pod)) {
                return 0;
            }
        }
        return 0;
    }

    private int highestFirst(Pod[] replicas, int budget) {
        int deleted = 0;
        for (int index = replicas.length - 1; index >= set.spec.partition() && deleted < budget; index--) {
            Pod pod = replicas[index];
            if (old(pod) && !pod.meta.terminating()) {
                control.delete(pod);
                deleted++;
            }
        }
        return deleted;
    }

    private int brokenFirst(Pod[] replicas, int budget) {
        int deleted = 0;
        for (int index = replicas.length - 1; index >= set.spec.partition(); index--) {
            Pod pod = replicas[index];
            if (old(pod) && !pod.meta.terminating() && !pod.available(set.spec.minReadySeconds, now)) {
                control.delete(pod);
                deleted++;
            }
        }
        int left = budget;
        for (int index = replicas.length - 1; index >= set.spec.partition() && left > 0; index--) {
            Pod pod = replicas[index];
            if (old(pod) && !unavailable(pod)) {
                control.delete(pod);
                deleted++;
                left--;
            }
        }
        return deleted;
    }

    private boolean old(Pod pod) {
        return !pod.revision().equals(update.name());
    }

    private boolean unavailable(Pod pod) {
        return pod.meta.terminating() || !pod.available(set.spec.minReadySeconds, now);
    }
}
