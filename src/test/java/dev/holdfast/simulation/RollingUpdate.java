package dev.holdfast.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The part of a pass that deletes pods for a rolling update. */
record RollingUpdate(
        StatefulSetController controller, StatefulSet set, ControllerRevision update, PodControl control, long now) {

    /** Deletes what is due, and returns how many that were. */
    int run(Pod[] replicas) {
        for (int index = 0; index < Math.min(set.spec.partition(), replicas.length); index++) {
            Pod pod = replicas[index];
            boolean hasIt =
                    !old(pod) && !pod.meta.terminating() && !update.name().equals(set.status.currentRevision());
            if (hasIt && controller.faults.strike(Fault.ROLLS_BACK_BELOW_PARTITION)) {
                control.delete(pod);
                return 1;
            }
        }
        if (restartsOnRollback(replicas)) {
            return 1;
        }
        if (!controller.version.honoursMaxUnavailable()) {
            return oneByOne(replicas);
        }
        int unavailable = 0;
        int brokenAndOld = 0;
        int belowPartition = 0;
        for (Pod pod : replicas) {
            if (unavailable(pod)) {
                unavailable++;
                belowPartition += pod.ordinal() - set.spec.start < set.spec.partition() ? 1 : 0;
                brokenAndOld += set.spec.parallel() && old(pod) && !pod.meta.terminating() ? 1 : 0;
            }
        }
        int budget = set.spec.maxUnavailable() - unavailable;
        if (belowPartition > 0
                && budget <= 0
                && hasOld(replicas)
                && controller.faults.strike(Fault.COUNTS_FROM_PARTITION)) {
            budget += belowPartition;
        }
        budget = wrongly(budget, replicas);
        if (budget <= 0 && hasOld(replicas) && controller.faults.strike(Fault.UPDATES_WITHOUT_WAITING)) {
            budget = 1;
        }
        if (budget <= 0 && brokenAndOld == 0) {
            return 0;
        }
        return set.spec.parallel() ? brokenFirst(replicas, budget) : highestFirst(replicas, budget);
    }

    /** How many are taken down, where a fault is at work. */
    private int wrongly(int budget, Pod[] replicas) {
        long old = targets(replicas).stream()
                .filter(index -> old(replicas[index]) && !replicas[index].meta.terminating())
                .count();
        if (budget > 1 && old > 1 && controller.faults.strike(Fault.UPDATES_ONE_BY_ONE)) {
            return 1;
        }
        return budget > 0 && old > budget && controller.faults.strike(Fault.UPDATES_ONE_TOO_MANY) ? budget + 1 : budget;
    }

    private boolean restartsOnRollback(Pod[] replicas) {
        boolean back = update.name().equals(set.status.currentRevision()) && hasOld(replicas);
        for (Pod pod : replicas) {
            boolean first = !controller.faults.struck(Fault.RESTARTS_ON_ROLLBACK);
            if (back
                    && !old(pod)
                    && !unavailable(pod)
                    && first
                    && controller.faults.strike(Fault.RESTARTS_ON_ROLLBACK)) {
                control.delete(pod);
                return true;
            }
        }
        return false;
    }

    private int oneByOne(Pod[] replicas) {
        for (int index : targets(replicas)) {
            Pod pod = replicas[index];
            if (old(pod) && !pod.meta.terminating()) {
                control.delete(pod);
                return 1;
            }
            if (unavailable(pod) && !controller.faults.strike(Fault.UPDATES_WITHOUT_WAITING)) {
                return 0;
            }
        }
        return 0;
    }

    private int highestFirst(Pod[] replicas, int budget) {
        int deleted = 0;
        for (int index : targets(replicas)) {
            Pod pod = replicas[index];
            if (deleted < budget && old(pod) && !pod.meta.terminating()) {
                control.delete(pod);
                deleted++;
            }
        }
        return deleted;
    }

    private int brokenFirst(Pod[] replicas, int budget) {
        int deleted = 0;
        boolean working =
                targets(replicas).stream().anyMatch(index -> old(replicas[index]) && !unavailable(replicas[index]));
        boolean broken =
                targets(replicas).stream().anyMatch(index -> old(replicas[index]) && unavailable(replicas[index]));
        if (working && broken && controller.faults.strike(Fault.UPDATES_BROKEN_LAST)) {
            return availableFirst(replicas);
        }
        for (int index : targets(replicas)) {
            Pod pod = replicas[index];
            if (old(pod) && !pod.meta.terminating() && !controller.takesForAvailable(pod, set, now)) {
                control.delete(pod);
                deleted++;
            }
        }
        int left = budget;
        for (int index : targets(replicas)) {
            Pod pod = replicas[index];
            if (left > 0 && old(pod) && !unavailable(pod)) {
                control.delete(pod);
                deleted++;
                left--;
            }
        }
        return deleted;
    }

    private int availableFirst(Pod[] replicas) {
        for (int index : targets(replicas)) {
            if (old(replicas[index]) && !unavailable(replicas[index])) {
                control.delete(replicas[index]);
                return 1;
            }
        }
        return 0;
    }

    /** The indices down to the partition, in the order in which they are updated. */
    private List<Integer> targets(Pod[] replicas) {
        int lowest = Math.min(set.spec.partition(), replicas.length);
        boolean below = IntStream.range(0, lowest).anyMatch(index -> old(replicas[index]));
        if (below && controller.faults.strike(Fault.UPDATES_BELOW_PARTITION)) {
            lowest = 0;
        }
        List<Integer> targets =
                new ArrayList<>(IntStream.range(lowest, replicas.length).boxed().toList());
        boolean several = targets.stream().filter(index -> old(replicas[index])).count() > 1;
        if (!several || !controller.faults.strike(Fault.UPDATES_LOWEST_FIRST)) {
            Collections.reverse(targets);
        }
        return targets;
    }

    private boolean hasOld(Pod[] replicas) {
        return IntStream.range(Math.min(set.spec.partition(), replicas.length), replicas.length)
                .anyMatch(index -> old(replicas[index]) && !replicas[index].meta.terminating());
    }

    private boolean old(Pod pod) {
        return !pod.revision().equals(update.name());
    }

    private boolean unavailable(Pod pod) {
        return pod.meta.terminating() || !controller.takesForAvailable(pod, set, now);
    }
}
