Feature: A set takes the pods that are its own, and lets go those that are not
  "When the web StatefulSet was recreated, it first relaunched web-0. Since web-1 was already Running and Ready, when web-0
  transitioned to Running and Ready, it adopted this Pod." (Kubernetes documentation, Tutorials, StatefulSet Basics, Non-cascading
  delete)

  A pod is a set's own if the set's selector matches its labels and its name is one that the set gives, as long as nobody else
  controls it.

  Rule: A set that is created again removes the pods that are too many
    "Since you recreated the StatefulSet with replicas equal to 2, once web-0 had been recreated, and once web-1 had been
    determined to already be Running and Ready, web-2 was terminated." (the same)

    @adopt.excess @delete.adopt
    Scenario: A set that is created again with fewer replicas removes its highest pods
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the set is deleted without its pods
      Then the set is gone
      When the StatefulSet "nginx-statefulset" is created with 1 replica
      Then pod 2 is gone
      And pod 1 is gone
      And it reports 1 of 1 replica Ready
      And pod 0 belongs to the set
      And pod 0 was not touched

  Rule: A pod whose labels cease to match is let go, and its place is filled when it is gone
    ≥ The documentation says of other controllers that pods are taken from them by changing their labels. Upstream's tests
    demand it of StatefulSets, too. A new pod cannot be made before the old one is gone, since it has its name.

    @adopt.release @adopt.foreign
    Scenario: A pod is taken aside by its labels, and is not taken back while it ends
      Given its podManagementPolicy is to be Parallel
      And its pods are to have no volumes
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then pod 0 and pod 1 are there, though none of them runs
      When pod 1 is given labels that the set does not select
      And the controller has looked at the set and made a pod for another one
      Then pod 1 belongs to nobody
      And pod 0 was not touched
      And pod 1 was not touched
      Given a finalizer holds pod 1
      When pod 1 is deleted
      And pod 1 is given the labels of the set again
      And the controller has looked at the set and made a pod for another one
      Then pod 1 still belongs to nobody
      When pod 1 is let go
      And the controller has looked at the set since
      Then pod 0 and pod 1 are there again, though none of them runs

  Rule: Pods of others, and pods of other names, are left alone

    @adopt.foreign
    Scenario: Pods that only have the labels of the set are not taken for its own
      ≥ Kubernetes takes 07 for 7, and the pod for the set's: a known deviation (kubernetes/kubernetes#141094). The scenario lets
      both happen.

      Given the headless Service "stateful-svc"
      And its pods are to have no volumes
      And its pods are never to be started
      And a pod "nginx-statefulset-x" of nobody has the labels of "nginx-statefulset"
      And a pod "nginx-statefulset-07" of nobody has the labels of "nginx-statefulset"
      And a pod "nginx-statefulset-7" of another controller has the labels of "nginx-statefulset"
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      Then pod 0 is there, though it never runs
      And the controller has looked at the set and made a pod for another one
      And the pods "nginx-statefulset-x" and "nginx-statefulset-7" are as they were

  Rule: Pods of an older template are updated by the rules of the set that took them
    ≥ The set keeps no revision of the template that its pods were made from: it comes to know them by their labels. So below a
    partition a pod that is lost comes back in the version of the set, which is a known deviation; no upstream issue of that is
    known. The scenario lets both happen.

    @adopt.changed-template @adopt.version @delete.adopt
    Scenario: Adopted pods are updated from the partition on
      Given its pods are to have no volumes
      And its updates are to begin at partition 1
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the set is deleted without its pods
      Then the set is gone
      When the StatefulSet "nginx-statefulset" is created with 2 replicas of the next version
      Then pod 1 comes to run the next version
      And it reports 2 of 2 replicas Ready
      And pod 0 runs the first version
      And the controller has looked at the set and made a pod for another one
      When pod 0 is deleted
      Then pod 0 comes back as a new, Ready pod once the old one is gone
