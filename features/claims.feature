Feature: A pod is started on a claim that is there and stays
  "For each VolumeClaimTemplate entry defined in a StatefulSet, each Pod receives one PersistentVolumeClaim." (Kubernetes
  documentation, Concepts, StatefulSets, Stable Storage) Nothing is said there of a claim that somebody deletes. A pod that
  has it runs on; one that has yet to be started would wait for it for ever.

  ≥ The pods of these scenarios are never started, since it is about what happens before.

  @needs.storage-class
  Rule: A claim that was lost before its pod was started is made again, and no pod is made on one that is going
    "If a user deletes a PVC in active use by a Pod, the PVC is not removed immediately. PVC removal is postponed until the
    PVC is no longer actively used by any Pods." (Concepts, Persistent Volumes, Storage Object in Use Protection)

    Background:
      Given volumes are made by the cluster's storage class
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      And pod 0 is made

    @storage.missing-claim
    Scenario: A pod that loses its claim before it is started gets another one
      When the claim of pod 0 is deleted
      Then the claim of pod 0 is gone
      When the controller has looked at the set twice since
      Then pod 0 gets another claim

    @storage.terminating-claim-waits
    Scenario: A pod is not made again before a claim that is going is gone
      Given a finalizer holds the claim of pod 0
      When the claim of pod 0 is deleted
      And the controller has looked at the set twice since
      And pod 0 is deleted
      Then pod 0 is gone
      And pod 0 stays gone while the controller makes a pod for another set
      When the claim of pod 0 is let go
      Then the claim of pod 0 is gone
      And pod 0 is made again, if not by itself, then when the controller looks at the set
      And pod 0 gets another claim

  @needs.storage-class
  Rule: Each claim template gives each pod a claim, whatever else there is of its name
    "Every claim in this list must have at least one matching (by name) volumeMount in one container in the template. A claim in
    this list takes precedence over any volumes in the template, with the same name." (Kubernetes API reference, StatefulSetSpec,
    volumeClaimTemplates)

    Background:
      Given volumes are made by the cluster's storage class
      And its pods are never to be started

    @storage.many-templates @storage.existing-claim @storage.claim-before-pod
    Scenario: A pod has a claim for each claim template, and one that was there before is used
      "Auto-provisioned and pre-provisioned PVCs will be treated identically" (Kubernetes enhancement 1847), if their names are
      those that the set gives.

      Given it is to have another claim template, "log-files"
      And a claim for pod 0 of "nginx-statefulset" that somebody made by hand
      When the StatefulSet "nginx-statefulset" is created with 1 replica
      Then pod 0 is made
      And it has the claim that was there before
      And it has a claim for each template, each mounted where its container says
      And the claim of pod 0 is the one that it was

    @storage.template-wins
    Scenario: A pod has the claim of a claim template, and not a volume of the same name
      Given its pod template is to have an empty volume "www"
      When the StatefulSet "nginx-statefulset" is created with 1 replica
      Then pod 0 is made
      And it has the claim, and not the empty volume

  @needs.storage-class
  Rule: No pod has a claim of the pods of another StatefulSet

    Background:
      Given volumes are made by the cluster's storage class
      And its pods are never to be started

    @storage.equal-names
    Scenario: Two StatefulSets that give a claim the same name
      ≠ A claim is called after its template, its set and its ordinal. The template "www-nginx" of a set "statefulset" and the
      template "www" of a set "nginx-statefulset" give the same name, and Kubernetes uses one claim for both
      (kubernetes/kubernetes#41153). The scenario goes on whether the second pod is made or not.

      Given another StatefulSet "statefulset", like "nginx-statefulset" but with the claim template "www-nginx", with 2 replicas
      When the StatefulSet "nginx-statefulset" is created with 1 replica
      And the controller has looked at the set twice since
      Then no pod of it has the claim of a pod of the other StatefulSet, unless both give the claim the same name
