package dev.holdfast.simulation;

/** What a part of the cluster can do wrong. */
enum Fault {
    /** The controller gives pods that start at another ordinal than 0 the ordinals from 0 on. */
    IGNORES_START,
    /** Pods are sent with another pod-name label. */
    LABELS_WRONG_NAME,
    /** Pods mount a claim of another name. */
    MOUNTS_OTHER_CLAIM,
    /** Pod 1 mounts the claim of pod 0. */
    SHARES_CLAIM,
    /** Pod 0 mounts the claim of a pod of another set. */
    MOUNTS_CLAIM_OF_OTHER_SET,
    /** Pods have the volume of their template where a claim template has the same name. */
    KEEPS_VOLUME_OF_TEMPLATE,
    /** Claims are made after their pods. */
    MAKES_CLAIMS_LATE,
    /** When a pod is deleted, so is its claim. */
    DELETES_CLAIM_WITH_POD,
    /** Claims are stamped as if they were to be deleted with their set. */
    STAMPS_CLAIMS_FOR_SET,
    /** Claims of pods that are scaled away are stamped as if they were to be deleted. */
    STAMPS_CLAIMS_FOR_POD,
    /** Nobody is made the owner of a claim, whatever the retention policy is. */
    IGNORES_RETENTION,
    /** Pods that are wanted are made the owners of their claims. */
    GIVES_CLAIMS_TO_WANTED_PODS,
    /** A claim that another controller manages is treated as any other. */
    TAKES_FOREIGN_CLAIMS,
    /** A pod is made again on the claim that goes with the pod before. */
    CREATES_ON_STALE_CLAIM,
    /** A pod that waited for a claim to go waits for ever. */
    KEEPS_WAITING_FOR_CLAIM,
    /** A pod is created on a claim that is being deleted. */
    CREATES_ON_TERMINATING_CLAIM,
    /** A claim that a pod lost before it was started is not made again. */
    LEAVES_CLAIM_MISSING,
    /** The garbage collector deletes claims that were orphaned. */
    COLLECTS_ORPHANED_CLAIMS,

    /** The next pod is created although one before it is not Ready. */
    CREATES_WITHOUT_WAITING,
    /** Missing pods are created from the highest ordinal down. */
    CREATES_HIGHEST_FIRST,
    /** Pods are scaled away from the lowest ordinal up. */
    DELETES_LOWEST_FIRST,
    /** Pods that are not wanted any more stay. */
    KEEPS_WHAT_IS_NOT_WANTED,
    /** A pod is scaled away while the one above is still there. */
    DELETES_WITHOUT_WAITING,
    /** When a pod is created, pod 0 is restarted. */
    RESTARTS_ON_SCALE_UP,
    /** Pods are scaled away although one that is to stay is not Ready. */
    SCALES_DOWN_WITHOUT_WAITING,
    /** Pods are updated before those are made or gone that scaling asks for. */
    UPDATES_BEFORE_SCALING,
    /** Pods are deleted with a grace period of 0. */
    DELETES_BY_FORCE,
    /** A set with podManagementPolicy Parallel is treated as one with OrderedReady. */
    WAITS_ALTHOUGH_PARALLEL,
    /** Where a pod cannot be created since its name is taken, no other is created either. */
    GIVES_UP_WHEN_REFUSED,
    /** The first pod that is created is deleted again. */
    DELETES_WHAT_IT_CREATED,
    /** A pod that nothing is wrong with is deleted. */
    DELETES_WITHOUT_CAUSE,

    /** A pod is taken for available as soon as it is Ready. */
    IGNORES_MIN_READY,
    /** The status says that all pods are available that are Ready. */
    COUNTS_READY_AS_AVAILABLE,

    /** An update takes down one pod more than it may. */
    UPDATES_ONE_TOO_MANY,
    /** An update takes down one pod at a time, although it may take down more. */
    UPDATES_ONE_BY_ONE,
    /** Pods below the partition do not count when they are not available. */
    COUNTS_FROM_PARTITION,

    /** An update begins at the lowest ordinal. */
    UPDATES_LOWEST_FIRST,
    /** The next pod is updated although the one before it is not Ready. */
    UPDATES_WITHOUT_WAITING,
    /** Pods that are not available are updated only when all others are, and do not count. */
    UPDATES_BROKEN_LAST,
    /** Pods below the partition are updated, too. */
    UPDATES_BELOW_PARTITION,
    /** A pod below the partition that has the update is restarted, as if it had to go back. */
    ROLLS_BACK_BELOW_PARTITION,
    /** Pods that are lost below the partition, or before it is their turn, come back at the new revision. */
    RECREATES_NEW_BELOW_PARTITION,
    /** Pods are updated although the strategy is OnDelete. */
    UPDATES_ON_DELETE,
    /** A pod is made of the template that was superseded. */
    MAKES_POD_OF_TEMPLATE_BEFORE,
    /** When an update is taken back before it was complete, a pod is restarted that it had not reached. */
    RESTARTS_ON_ROLLBACK,
    /** A template that was used before gets another revision. */
    MAKES_REVISIONS_ANEW,
    /** Whatever is changed of a set, its template gets another revision. */
    MAKES_REVISION_FOR_EVERY_SPEC,
    /** No revision is ever deleted. */
    KEEPS_ALL_REVISIONS,
    /** A pod is labelled with a revision that it was not made from. */
    LABELS_OTHER_REVISION,
    /** The status says that one more pod exists. */
    COUNTS_ONE_MORE,
    /** The status says that an update is complete as soon as it begins. */
    SAYS_COMPLETE_AT_ONCE,
    /** The status names the next revision as the current one as soon as a pod is of it. */
    PROMOTES_EARLY,
    /** The status says that a spec was seen that nobody has written yet. */
    OBSERVES_AHEAD,

    /** The garbage collector deletes pods that were orphaned. */
    COLLECTS_ORPHANS,
    /** Pods are deleted as soon as they are adopted. */
    DELETES_ADOPTED,
    /** With a set goes its Service. */
    DELETES_SERVICE,
    /** A pod that is gone is not made again. */
    DOES_NOT_REPLACE,
    /** The kubelet lets a pod go while its container runs. */
    LETS_GO_WHILE_RUNNING,
    /** The garbage collector deletes pods with a grace period of 0. */
    COLLECTS_BY_FORCE,
    /** A set that is deleted in the foreground goes before its pods. */
    FORGETS_DEPENDENTS,
    /** A pod is made again although its set is being deleted. */
    CREATES_FOR_SET_THAT_GOES,
    /** A pod that has Failed is left as it is. */
    LEAVES_FAILED,
    /** A pod that has Failed and is to be scaled away is left as it is. */
    LEAVES_FAILED_CONDEMNED,
    /** The kubelet calls a pod Failed while its container runs. */
    FAILS_WHILE_RUNNING,
    /** A pod is deleted whose container was restarted. */
    REPLACES_RESTARTED
}
