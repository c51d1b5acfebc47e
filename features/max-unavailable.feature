Feature: An update takes down as many pods at once as maxUnavailable allows
  "You can control the maximum number of Pods that can be unavailable during an update by specifying the
  .spec.updateStrategy.rollingUpdate.maxUnavailable field. The value can be an absolute number (for example, 5) or a percentage
  of desired Pods (for example, 10%). Absolute number is calculated from the percentage value by rounding it up." (Kubernetes
  documentation, Concepts, StatefulSets, Maximum unavailable Pods)

  ≥ Where the feature MaxUnavailableStatefulSet is not at work, as in Kubernetes 1.36, the API server leaves the field out, one
  pod is updated after the other, and these guarantees do not apply. The scenarios let both happen.

  Rule: As many pods go together as may, and no more

    @update.max-unavailable @update.max-unavailable-used
    Scenario: Of three pods two are updated at once, and the third one waits
      ≥ Half of three pods are two, rounded up as the documentation says, and one, as Kubernetes rounds it. This is a known
      deviation: the first update lets both happen. Of the number 2 there is no doubt.

      Given its podManagementPolicy is to be Parallel
      And its pods are to have no volumes
      And its maxUnavailable is to be 50%
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then the update is complete
      When its maxUnavailable is changed to 2
      And the third version is rolled out
      Then the update is complete

    @update.max-unavailable-ordered
    Scenario: Pods of an ordered set that are updated together come back one by one
      Given its pods are to have no volumes
      And its maxUnavailable is to be 2
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then the update is complete

  Rule: Pods below the partition count, too
    "The field applies to all Pods in the range 0 to replicas - 1. If there is any unavailable Pod in the range 0 to replicas -
    1, it will be counted towards maxUnavailable." (Maximum unavailable Pods)

    @update.max-unavailable-range
    Scenario: No pod is updated while one below the partition is not Ready
      Given its podManagementPolicy is to be Parallel
      And its updates are to begin at partition 1
      And its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When pod 0 ceases to be Ready
      And the controller has looked at the set since
      And the next version is rolled out
      And the controller has looked at the set and made a pod for another one
      And pod 0 is allowed to become Ready
      Then pod 1 comes back in the next version, and is not Ready yet
      When pod 1 is allowed to become Ready
      Then it reports 2 of 2 replicas Ready
