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
