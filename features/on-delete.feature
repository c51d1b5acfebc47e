@tutorial
Feature: With OnDelete a pod is updated only when somebody deletes it
  "When a StatefulSet's .spec.updateStrategy.type is set to OnDelete, the StatefulSet controller will not automatically
  update the Pods in a StatefulSet. Users must manually delete Pods to cause the controller to create new Pods that
  reflect modifications made to a StatefulSet's .spec.template." (Kubernetes documentation, Concepts, StatefulSets,
  Update strategies)

  This is the second part of the tutorial's section 六, which describes it and does not try it. That no pod is updated
  means nothing when nobody is there to do it; so the controller looks at the set, and makes a pod for another
  one, meanwhile.

  Background:
    Given its pods are to have no volumes
    And its update strategy is to be OnDelete
    And a running StatefulSet "nginx-statefulset" with 2 replicas

  @update.on-delete @replace.deleted @status.promotion
  Scenario: Only the pod that is deleted is updated
    When the next version is rolled out
    Then pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one
    When pod 0 is deleted
    Then pod 0 comes back as a new, Ready pod once the old one is gone
    And pod 0 runs the next version
    And pod 1 runs the first version
    And pod 1 was not touched
    When pod 1 is deleted
    Then pod 1 comes back as a new, Ready pod once the old one is gone
    And the controller has looked at the set and made a pod for another one
    And the update was called complete when all pods were updated and Ready, and not before

  @update.on-delete @order.scale-up
  Scenario: A pod that is added is of the next version
    When the next version is rolled out
    Then pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one
    When it is scaled to 3 replicas
    Then it reports 3 of 3 replicas Ready
    And pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one
    And pod 2 runs the next version
    And pod 0 and pod 1 run the first version
    And pod 0 was not touched
    And pod 1 was not touched
