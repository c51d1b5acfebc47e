Feature: The ordinals of a set begin where it says
  "If the .spec.ordinals.start field is set, Pods will be assigned ordinals from .spec.ordinals.start up through
  .spec.ordinals.start + .spec.replicas - 1." (Kubernetes documentation, Concepts, StatefulSets, Start ordinal)

  So two sets can share the ordinals of one application between them, and hand it over member by member
  (kubernetes/enhancements, KEP-3335).

  Background:
    Given its pods are to have no volumes

  Rule: Moving the first ordinal adds the pods that are missing, and then removes those that are too many
    ≥ The documentation does not say what happens when the first ordinal is changed. That pods are removed only when all that
    are wanted are Ready follows from what it says about scaling: those are their predecessors.

    @ordinal.start @ordinal.move @identity.name @identity.labels @order.scale-up @order.scale-down-reverse @order.scale-down-waits-termination
    Scenario: The first ordinal is raised, lowered and left out
      Given its ordinals are to begin at 2
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When its first ordinal is changed to 3
      Then pod 4 starts in the first version, and is not Ready yet
      And pod 2 and pod 3 are left alone while the controller looks at the set and makes a pod for another one
      When pod 4 is allowed to become Ready
      Then pod 2 is gone
      When its first ordinal is changed to 2
      Then pod 2 starts in the first version, and is not Ready yet
      And pod 3 and pod 4 are left alone while the controller looks at the set and makes a pod for another one
      When pod 2 is allowed to become Ready
      Then pod 4 is gone
      And pod 3 was not touched
      When its first ordinal is left out
      And pod 0 is allowed to become Ready
      And pod 1 is allowed to become Ready
      Then pod 3 is gone
      And pod 2 is gone
      And it reports 2 of 2 replicas Ready

  Rule: A partition is compared with the ordinals
    "All Pods with an ordinal that is greater than or equal to the partition will be updated." (Concepts, StatefulSets, Partitioned
    rolling updates)

    ≥ Kubernetes compares the distance from the first ordinal instead, which is a known deviation
    (kubernetes/kubernetes#128529). The scenario lets both happen.

    @ordinal.partition-index @ordinal.start
    Scenario: A partition that lies within the ordinals of a set that begins at 1
      Given its ordinals are to begin at 1
      And its updates are to begin at partition 2
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 3 comes to run the next version
      And the controller has looked at the set and made a pod for another one
      And it reports 3 of 3 replicas Ready
      And pod 1 is left alone while the controller looks at the set and makes a pod for another one
