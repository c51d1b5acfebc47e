@needs.recreate-strategy
Feature: With Recreate all pods of one version are gone before there is one of the next
  "When a StatefulSet's .spec.updateStrategy.type is set to Recreate, the StatefulSet controller deletes all of the StatefulSet's
  Pods at once and waits for them to terminate completely before creating any new Pods from the updated .spec.template."
  (Kubernetes documentation, Concepts, StatefulSets, Recreate)

  ≥ Recreate belongs to the feature gate StatefulSetRecreateStrategy, which is off by default. Where it is off, the API server
  refuses the strategy and these scenarios do not apply. On a cluster that Holdfast starts, --feature-gates
  StatefulSetRecreateStrategy=true turns it on.

  Rule: All pods go together, and come back as podManagementPolicy says
    "The deletion always removes every Pod together, regardless of the Pod Management Policy. Once all Pods have terminated, the
    new Pods are created according to that policy." (Recreate)

    Background:
      Given its update strategy is to be Recreate

    @recreate.all-gone-first @recreate.by-policy @recreate.progressing
    Scenario: No pod of the next version is created before the last one of the first is gone
      ≥ Finalizers hold pods that have been deleted, so that some are gone and others are not while the controller looks at the
      set. That the next pods come one by one shows as none of them is Ready by itself.

      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      And finalizers hold pod 0, pod 1 and pod 2
      When the next version is rolled out
      Then pod 0, pod 1 and pod 2 begin to end
      When pod 0 and pod 2 are let go
      And the controller has looked at the set and made a pod for another one
      And pod 1 is let go
      Then pod 0 comes back in the next version, and is not Ready yet
      And pod 1 and pod 2 stay gone while the controller makes a pod for another set
      When each pod that comes back in the next version is allowed to become Ready
      Then the update is complete

    @recreate.all-gone-first @recreate.by-policy @recreate.progressing @storage.rebind @needs.storage-class
    Scenario: Pods of a Parallel set come back without waiting for each other, on their claims
      Given its podManagementPolicy is to be Parallel
      And volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      And each pod is given a page of its own
      When the next version is rolled out
      Then the update is complete
      And fetched by its name, each pod serves its own page

  @needs.storage-class
  Rule: Whoever changes the template and takes pods away in one write is promised no less
    "If the whenScaled policy is Delete, the condemned Pods are first set as owners to the associated StatefulSet template PVCs,
    before the Pod is deleted." (PersistentVolumeClaim retention)

    ≥ The condemned pod is of the version before, so Kubernetes deletes it with all others, before it looks at its claim, which
    stays for ever. This is a known deviation. The scenario lets both happen.

    @retention.when-scaled @recreate.all-gone-first
    Scenario: The claim of a pod that is scaled away in the write that sets the next version goes with it
      Given its update strategy is to be Recreate
      And volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"
      And its claims are to go when it is scaled down
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out and the set is scaled to 1 replica in one write
      Then pod 1 is gone
      And the update is complete
      And the claim of pod 1 is gone, if the pod was made its owner

  Rule: A version that cannot run is replaced when the template is mended
    ≥ The documentation does not say it in so many words, the proposal (KEP-3541) does. A rolling update of an ordered set has to
    be helped here: somebody has to delete the broken pod.

    @recreate.heals @recreate.all-gone-first
    Scenario: A broken pod is replaced without a deletion by hand
      Given its update strategy is to be Recreate
      And its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When a version whose image does not exist is rolled out
      Then pod 0 comes back in a version whose image does not exist, and cannot start
      When the next version is rolled out
      Then the update is complete

  Rule: Only a change of the template starts a roll-out
    ≥ So says the proposal (KEP-3541), which is the only text that speaks of it: "changing only .spec.updateStrategy.type from
    RollingUpdate to Recreate (or vice versa) does not trigger a new rollout".

    @recreate.type-change
    Scenario: No pod is touched when only the type of the strategy is changed
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When its update strategy is changed to Recreate
      Then pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one
      When its update strategy is changed to RollingUpdate
      Then pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one

    @recreate.type-change @recreate.all-gone-first
    Scenario: Pods that OnDelete held back are not replaced before the template is changed again
      ≥ Kubernetes deletes them all at once as soon as the type is Recreate, which is a known deviation. The scenario lets both
      happen.

      Given its update strategy is to be OnDelete
      And its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one
      When its update strategy is changed to Recreate
      And the controller has looked at the set and made a pod for another one
      And the third version is rolled out
      Then the update is complete

  Rule: The status tells when pods are being recreated, and when no longer

    @recreate.progressing
    Scenario: The type of the strategy is changed before all pods have come back
      ≥ Kubernetes says for ever then that the set is being updated, which is a known deviation. The scenario lets both happen.

      Given its update strategy is to be Recreate
      And its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then pod 0 comes back in the next version, and is not Ready yet
      When its update strategy is changed to RollingUpdate
      And each pod that comes back in the next version is allowed to become Ready
      Then the update is complete
      And the controller has looked at the set and made a pod for another one
