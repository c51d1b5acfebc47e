@tutorial
Feature: Deleting a set takes its pods, and never its data
  "Deleting and/or scaling a StatefulSet down will not delete the volumes associated with the StatefulSet."
  (Kubernetes documentation, Concepts, StatefulSets, Limitations) "When deleting a StatefulSet through kubectl, the
  StatefulSet scales down to 0. All Pods that are part of this workload are also deleted." "You may need to delete the
  associated headless service separately after the StatefulSet itself is deleted." (Tasks, Delete a StatefulSet)

  This is the tutorial's section 七.

  ≥ The documentation says on one page that deleting a set scales it down to 0, and on another that its pods go one at a
  time. Neither is so since Kubernetes 1.11 (kubernetes/kubernetes#68627): the pods are deleted by the garbage collector,
  in no order that anyone promises ("StatefulSets do not provide any guarantees on the termination of pods when a
  StatefulSet is deleted"), and none is looked at here.

  @needs.nfs
  Rule: The pods go with the set; its Service, their claims and volumes stay
    ≥ "Recycle" is deprecated, and does what it says: what was in the volume is lost. That is what the tutorial's volumes
    ask for, and so the claims have to be deleted by hand, by somebody who means it.

    Background:
      Given the static volumes "a-pv" and "b-pv" on the NFS server
      And the headless Service "stateful-svc"
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      And each pod is given a page of its own

    @delete.cascade @storage.survives-delete
    Scenario: Deleting a set leaves everything but its pods
      When the set is deleted
      Then pod 0 is gone
      And pod 1 is gone
      And the Service, the claims and the volumes are those that were there before

    @delete.cascade @storage.survives-delete @storage.mounted
    Scenario: Only when the claims are deleted too are the volumes emptied and free again
      Given on the NFS server each page lies in the folder of its pod's volume
      When the set is deleted
      Then pod 0 is gone
      And pod 1 is gone
      And on the NFS server each page lies in the folder of its pod's volume
      When its claims are deleted, one after the other
      Then both volumes are Available
      And on the NFS server the folders of the volumes are empty

  @needs.storage-class
  Rule: A new set of the same name finds the data of the old one

    @delete.cascade @storage.survives-delete @storage.rebind @identity.map
    Scenario: Pods of a set that is created again serve what those of the old one served
      Given volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      And each pod is given a page of its own
      When the set is deleted
      Then pod 0 is gone
      And pod 1 is gone
      When the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then it reports 2 of 2 replicas Ready
      And fetched by its name, each pod serves its own page

  Rule: A set can be deleted without its pods, which then belong to nobody
    "In a non-cascading delete, the StatefulSet's Pods are not deleted when the StatefulSet is deleted." "As the web
    StatefulSet has been deleted, web-0 has not been relaunched." (Tutorials, StatefulSet Basics, Deleting StatefulSets and
    Non-cascading delete)

    Background:
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 2 replicas

    @delete.orphan
    Scenario: Orphans keep running, and one that is deleted stays gone
      When the set is deleted without its pods
      Then the set is gone
      And pod 0 and pod 1 belong to nobody
      When pod 0 is deleted
      Then pod 0 is gone
      And pod 0 stays gone while the controller makes a pod for another set
      And pod 1 was not touched

    @delete.adopt @delete.orphan
    Scenario: A set that is created again adopts its orphans without restarting them
      When the set is deleted without its pods
      Then the set is gone
      And pod 0 and pod 1 belong to nobody
      When the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then it reports 2 of 2 replicas Ready
      And pod 0 and pod 1 belong to the set
      And pod 0 was not touched
      And pod 1 was not touched

    @delete.adopt @order.create
    Scenario: A set that is created again makes the pods that are missing
      When the set is deleted without its pods
      Then the set is gone
      When pod 0 is deleted
      Then pod 0 is gone
      When the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then it reports 2 of 2 replicas Ready
      And pod 0 and pod 1 belong to the set
      And pod 1 was not touched
