@tutorial
Feature: What a StatefulSet promises, a Deployment does not
  "Like a Deployment, a StatefulSet manages Pods that are based on an identical container spec. Unlike a Deployment, a
  StatefulSet maintains a sticky identity for each of its Pods. These pods are created from the same spec, but are not
  interchangeable: each has a persistent identifier that it maintains across any rescheduling." (Kubernetes
  documentation, Concepts, StatefulSets)

  The tutorial's sections 一 and 二 tell the two apart in words. This is the control case to all other features: were
  these promises kept by pods of any kind, they would say nothing of a StatefulSet.

  @contrast.deployment @replace.deleted @identity.name @needs.storage-class
  Scenario: A pod of a StatefulSet is replaced by one of its name, a pod of a Deployment by any other
    Given volumes are made by the cluster's storage class
    And a running StatefulSet "nginx-statefulset" with 1 replica
    And a running Deployment "nginx-deployment" with 2 replicas
    When pod 0 is deleted
    And a pod of the Deployment is deleted
    Then pod 0 comes back as a new, Ready pod once the old one is gone
    And a pod with a name that was never there before takes the place of the Deployment's
    And no pod of the Deployment has a claim of its own
    And pod 0 has the same claim and the same volume as before
