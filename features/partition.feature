@tutorial
Feature: A partition divides the pods that are updated from those that are not
  "If a partition is specified, all Pods with an ordinal that is greater than or equal to the partition will be updated
  when the StatefulSet's .spec.template is updated. All Pods with an ordinal that is less than the partition will not be
  updated, and, even if they are deleted, they will be recreated at the previous version." (Kubernetes documentation,
  Concepts, StatefulSets, Partitioned rolling updates)

  This is the third part of the tutorial's section 六, which describes it and does not try it.

  ≥ The tutorial says that pods with an ordinal greater than the partition are updated. So is the one whose ordinal is
  the partition.
  ≥ The documentation compares ordinals. Where the ordinals of a set begin above 0, Kubernetes compares the distance from
  the first one instead (kubernetes/kubernetes#128529). Here they begin at 0, where both are the same.

  Background:
    Given its pods are to have no volumes

  Rule: Pods from the partition on are updated, those below it are not

    @update.partition @update.rolling-reverse
    Scenario: With partition 1 pod 1 is updated and pod 0 is not
      Given its updates are to begin at partition 1
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 1 comes to run the next version
      And pod 0 is left alone while the controller looks at the set and makes a pod for another one
      And pod 1 and pod 2 run the next version
      And pod 0 runs the first version

    @update.partition-recreate-old @replace.deleted
    Scenario: A pod below the partition that is deleted comes back in the first version
      Given its updates are to begin at partition 1
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then pod 1 comes to run the next version
      When pod 0 is deleted
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      And pod 0 runs the first version

  Rule: Moving the partition down updates what is no longer below it, moving it up takes nothing back
    ≥ That a pod that was updated already keeps its version is not said in the documentation, but follows from it: the
    partition says what is updated when the template is. Only when the pod is deleted does it come back as the partition
    now says.

    @update.completes @update.partition @update.rolling-reverse
    Scenario: With the partition at 0 the update is completed
      Given its updates are to begin at partition 1
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then pod 1 comes to run the next version
      And pod 0 is left alone while the controller looks at the set and makes a pod for another one
      When its partition is changed to 0
      Then the update is complete
      And pod 0 and pod 1 run the next version

    @update.partition-raise @replace.deleted
    Scenario: A pod that is updated already is left alone when the partition is raised above it
      Given its updates are to begin at partition 1
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 1 comes to run the next version
      When its partition is changed to 2
      Then pod 0, pod 1 and pod 2 are left alone while the controller looks at the set and makes a pod for another one
      When pod 1 is deleted
      Then pod 1 comes back as a new, Ready pod once the old one is gone
      And pod 1 runs the first version

  Rule: A partition above the number of replicas holds every update back
    "If a StatefulSet's .spec.updateStrategy.rollingUpdate.partition is greater than its .spec.replicas, updates to its
    .spec.template will not be propagated to its Pods." (Concepts, StatefulSets, Partitioned rolling updates)

    @update.partition-ge-replicas @order.scale-up
    Scenario: Nothing is updated, and a pod that is added is of the version of its side of the partition
      Given its updates are to begin at partition 3
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one
      When it is scaled to 4 replicas
      Then it reports 4 of 4 replicas Ready
      And pod 0, pod 1 and pod 2 run the first version
      And pod 3 runs the next version
