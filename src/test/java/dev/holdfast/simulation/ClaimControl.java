package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiException.Reason;
import dev.holdfast.simulation.ApiServer.Precondition;
import dev.holdfast.simulation.StatefulSetSpec.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The claims of the pods of one set, as its cache shows them, and who owns them by its retention policy. */
record ClaimControl(StatefulSetController controller, StatefulSet set) {

    /** Makes those that are missing; refuses when one is being deleted. */
    void create(Pod pod) {
        Optional<ApiException> failed = Optional.empty();
        for (String template : set.spec.claimTemplates) {
            Optional<Claim> cached = cached(pod, template);
            if (cached.isEmpty()) {
                try {
                    controller.caches.wrote(
                            set, controller.api.create(make(pod, template), StatefulSetController.MANAGER));
                    controller.events.normal(
                            set,
                            "SuccessfulCreate",
                            "Create Claim " + set.claimName(template, pod.ordinal()) + " Pod " + pod.name()
                                    + " in StatefulSet " + set.name() + " success");
                } catch (ApiException refused) {
                    failed = Optional.of(refused);
                }
            } else if (cached.get().meta.terminating()
                    && !controller.faults.strike(Fault.CREATES_ON_TERMINATING_CLAIM)) {
                failed = Optional.of(
                        new ApiException(Reason.FORBIDDEN, "pvc " + cached.get().name() + " is being deleted"));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    /** Whether any of them is missing. */
    boolean missing(Pod pod) {
        return cached(pod).size() < set.spec.claimTemplates.size();
    }

    /** Deletes them, which no controller ought to do. */
    void delete(Pod pod) {
        for (Claim claim : cached(pod)) {
            controller.api.delete(claim, Precondition.NONE, OptionalInt.empty());
        }
    }

    private Claim make(Pod pod, String template) {
        Claim claim = new Claim();
        claim.meta.name = set.claimName(template, pod.ordinal());
        claim.meta.labels.putAll(set.selector());
        claim.meta.finalizers.add(Claim.PROTECTION);
        return claim;
    }

    private Optional<Claim> cached(Pod pod, String template) {
        return controller.caches.claims.get(set.claimName(template, pod.ordinal()));
    }

    private List<Claim> cached(Pod pod) {
        List<Claim> claims = new ArrayList<>();
        set.spec.claimTemplates.forEach(template -> cached(pod, template).ifPresent(claims::add));
        return claims;
    }

    /** Whether a claim belongs to an earlier pod of that name and is about to go with it. */
    boolean stale(Pod pod) {
        boolean stale = set.spec.whenScaled == Retention.DELETE
                && cached(pod).stream().anyMatch(claim -> staleOwner(claim, Pod.KIND, pod.name(), pod.uid()));
        if (stale) {
            controller.waited.add(pod.name());
            // A claim that is being deleted keeps its pod from being made anyway.
            return cached(pod).stream().anyMatch(claim -> claim.meta.terminating())
                    || !controller.faults.strike(Fault.CREATES_ON_STALE_CLAIM);
        }
        return controller.waited.contains(pod.name()) && controller.faults.strike(Fault.KEEPS_WAITING_FOR_CLAIM);
    }

    /** Whether the owners of the claims are what the retention policy wants. */
    boolean matchRetention(Pod pod) {
        return cached(pod).stream().allMatch(claim -> ownersMatch(claim, pod));
    }

    /** Makes the owners of the claims what the retention policy wants. */
    void own(Pod pod) {
        for (Claim claim : cached(pod)) {
            if (!ownersMatch(claim, pod)) {
                Claim owned = controller.api.update(
                        claim, Precondition.version(claim), StatefulSetController.MANAGER, changed -> {
                            changed.meta.owners.removeIf(owner -> isOwner(owner, StatefulSet.KIND, set.name())
                                    || isOwner(owner, Pod.KIND, pod.name()));
                            if (foreign(claim)) {
                                return;
                            }
                            if (ownedByPod(pod)) {
                                changed.meta.owners.add(pod.asOwner());
                            } else if (ownedBySet()) {
                                changed.meta.owners.add(set.asOwner());
                            }
                        });
                controller.caches.wrote(set, owned);
            }
        }
    }

    private boolean ownersMatch(Claim claim, Pod pod) {
        if (staleOwner(claim, StatefulSet.KIND, set.name(), set.uid())
                || staleOwner(claim, Pod.KIND, pod.name(), pod.uid())) {
            return true;
        }
        boolean podOwns = claim.meta.ownedBy(pod.uid());
        boolean setOwns = claim.meta.ownedBy(set.uid());
        boolean wantsPod = !foreign(claim) && ownedByPod(pod);
        boolean wantsSet = !foreign(claim) && !wantsPod && ownedBySet();
        return podOwns == wantsPod && setOwns == wantsSet;
    }

    // A pod that is scaled away takes its claim with it.
    private boolean ownedByPod(Pod pod) {
        boolean delete = set.spec.whenScaled == Retention.DELETE;
        if (set.spec.wants(pod.ordinal())) {
            return delete && controller.faults.strike(Fault.GIVES_CLAIMS_TO_WANTED_PODS);
        }
        return delete
                ? !controller.faults.strike(Fault.IGNORES_RETENTION)
                : controller.faults.strike(Fault.STAMPS_CLAIMS_FOR_POD);
    }

    private boolean ownedBySet() {
        return set.spec.whenDeleted == Retention.DELETE
                ? !controller.faults.strike(Fault.IGNORES_RETENTION)
                : controller.faults.strike(Fault.STAMPS_CLAIMS_FOR_SET);
    }

    /** Whether somebody else manages the claim, by a policy that lets claims go. */
    private boolean foreign(Claim claim) {
        boolean lets = set.spec.whenScaled == Retention.DELETE || set.spec.whenDeleted == Retention.DELETE;
        return lets
                && claim.meta.owners.stream()
                        .anyMatch(owner -> !owner.kind().equals(StatefulSet.KIND)
                                && !owner.kind().equals(Pod.KIND))
                && !controller.faults.strike(Fault.TAKES_FOREIGN_CLAIMS);
    }

    private static boolean staleOwner(Claim claim, String kind, String name, String uid) {
        return claim.meta.owners.stream()
                .anyMatch(owner -> isOwner(owner, kind, name) && !owner.uid().equals(uid));
    }

    private static boolean isOwner(ObjectMeta.Owner owner, String kind, String name) {
        return owner.kind().equals(kind) && owner.name().equals(name);
    }
}
