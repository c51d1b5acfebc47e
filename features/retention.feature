Feature: A set can be told which claims it is to let go, and lets go no others
  "The optional .spec.persistentVolumeClaimRetentionPolicy field controls if and how PVCs are deleted during the lifecycle
  of a StatefulSet." (Kubernetes documentation, Concepts, StatefulSets, PersistentVolumeClaim retention) It says so of two
  moments: of the deletion of the set (whenDeleted), and of its scaling down (whenScaled). Where nothing is said, claims
  stay; that is looked at beside the scaling and the deletion of sets.

  ≥ A claim goes with its owner. So what can be lost is decided when the controller makes a pod or the set the owner of a
  claim, which may be long before anything goes: this is looked at, too.
  ≥ The pods of some of these scenarios are never started, since nothing there depends on what runs in them.

  @needs.storage-class
  Rule: With whenScaled Delete, the claims of pods that are scaled down go after their pods, and no others
    "With the whenScaled policy, only PVCs corresponding to Pod replicas being scaled down are deleted, after their Pods
    have been deleted." "If the whenScaled policy is Delete, the condemned Pods are first set as owners to the associated
    StatefulSet template PVCs, before the Pod is deleted."

    "Bear in mind that these policies only apply when Pods are being removed due to the StatefulSet being deleted or scaled
    down. For example, if a Pod associated with a StatefulSet fails due to node failure, and the control plane creates a
    replacement Pod, the StatefulSet retains the existing PVC."

    @retention.when-scaled @retention.only-those @storage.fresh-after-delete
    Scenario: A pod that is scaled down takes its data along, and one that is replaced finds it again
      Given volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"
      And its claims are to go when it is scaled down
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      And each pod is given a page of its own
      When pod 0 is deleted
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      When it is scaled to 1 replica
      Then pod 2 is gone
      And pod 1 is gone
      And the claims of pod 1 and pod 2 are gone, which went with them
      When it is scaled to 3 replicas
      Then it reports 3 of 3 replicas Ready
      And pod 1 and pod 2 find nothing of what was written before
      And fetched by its name, pod 0 serves its own page

  @needs.storage-class
  Rule: With whenDeleted Delete, the claims go with their set after its pods, and those that somebody else manages stay
    "With the whenDeleted policy, all PVCs from the volumeClaimTemplate are deleted after their Pods have been deleted."

    @retention.when-deleted @retention.foreign
    Scenario: The claims of a set go with it, and one that another controller manages stays
      Given volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"
      And its claims are to go when it is deleted
      And a claim for pod 1 of "nginx-statefulset" that the Service manages
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      And the controller has looked at the set twice since
      When the set is deleted
      Then pod 0 is gone
      And pod 1 is gone
      And the claim of pod 0 is gone
      And the claim of pod 1 is the one that it was

  @needs.storage-class
  Rule: A policy that is changed counts from then on
    "When you set the whenDeleted policy to Delete, an owner reference to the StatefulSet instance is placed on all
    PVCs associated with that StatefulSet." It has to be taken off again, or the claims go all the same.

    @retention.policy-change @storage.survives-delete
    Scenario: Claims stay where the policy that lets them go was taken back
      Given volumes are made by the cluster's storage class
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      And pod 0 is made
      When its policy is changed, so that its claims go when it is deleted
      And the controller has looked at the set twice since
      Then its claims have the owners that its policy gives them
      And the claim of pod 0 comes to belong to the set
      When its policy is changed, so that its claims stay
      And the controller has looked at the set twice since
      Then its claims have the owners that its policy gives them
      When the set is deleted
      Then pod 0 is gone
      And the claim of pod 0 is the one that it was

  @needs.storage-class
  Rule: A set that is deleted without its pods leaves their claims, too
    "When Kubernetes deletes an owner object, the dependents left behind are called orphan objects." (Concepts, Garbage
    Collection) Whoever replaces a set under its pods counts on it that they keep their claims.

    @retention.orphan
    Scenario: A set that is created again above its pods finds their claims
      Given volumes are made by the cluster's storage class
      And its claims are to go when it is deleted
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      And pod 0 is made
      And the controller has looked at the set twice since
      And the claim of pod 0 comes to belong to the set
      When the set is deleted without its pods
      Then the set is gone
      And the claim of pod 0 comes to belong to nobody
      When the StatefulSet "nginx-statefulset" is created with 1 replica
      Then pod 0 belongs to the set
      And the claim of pod 0 comes to belong to the set
      And the claims of its pods did not go with the set before

  @needs.storage-class
  Rule: A pod that is scaled up again waits until the claim of the one before is gone, and gets another
    "This causes the PVCs to be garbage collected after only the condemned Pods have terminated." Who comes back before that
    must not be given the claim that is about to go.

    ≥ The controller does not watch claims, so that it need not notice when the one for which it waits is gone: then the
    pod is missing until something else happens to the set or its pods. Both is let happen here, and the verdict says which
    it was.

    @retention.stale-waits @retention.stale-resumes
    Scenario: A pod that is scaled up again gets no claim that is about to go
      Given volumes are made by the cluster's storage class
      And its claims are to go when it is scaled down
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      And pod 0 is made
      And a finalizer holds the claim of pod 0
      When it is scaled to 0 replicas
      Then pod 0 is gone
      And the claim of pod 0 begins to end
      When it is scaled to 1 replica
      Then pod 0 stays gone while the controller makes a pod for another set
      When the claim of pod 0 is let go
      Then the claim of pod 0 is gone
      And pod 0 is made again, if not by itself, then when the controller looks at the set
      And pod 0 gets another claim
