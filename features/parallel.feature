Feature: A set with podManagementPolicy Parallel makes and removes its pods without waiting for one of them
  "Parallel pod management tells the StatefulSet controller to launch or terminate all Pods in parallel, and to not wait
  for Pods to become Running and Ready or completely terminated prior to launching or terminating another Pod. For scaling
  operations, this means all Pods are created or terminated simultaneously." (Kubernetes documentation, Concepts,
  StatefulSets, Parallel Pod Management)

  ≥ Where pods become Ready within a second, those that waited for each other look like those that did not. Here no pod
  ever runs, or the scenario says when it is Ready.

  Rule: Pods are created at once, come back at once, and are terminated at once

    Background:
      Given its podManagementPolicy is to be Parallel
      And its pods are to have no volumes
      And its pods are never to be started

    @parallel.burst-up @parallel.replace @parallel.burst-down
    Scenario: Pods that never run are all created, come back and are terminated
      Given the StatefulSet "nginx-statefulset" is created with 5 replicas
      Then pod 0, pod 1, pod 2, pod 3 and pod 4 are there, though none of them runs
      When pod 0 and pod 1 are deleted together
      And the controller has looked at the set and made a pod for another one
      Then pod 0 and pod 1 are there again, though none of them runs
      Given finalizers hold pod 1, pod 2, pod 3 and pod 4
      When it is scaled to 1 replica
      Then pod 1, pod 2, pod 3 and pod 4 begin to end
      When pod 1, pod 2, pod 3 and pod 4 are let go
      Then it reports 0 of 1 replica Ready

    @parallel.no-head-of-line
    Scenario: A pod whose name is taken does not keep the others from being created
      ≥ Nothing in the documentation says what becomes of the others; "in parallel, and to not wait" has no exception. What
      Kubernetes does is a known deviation (kubernetes/kubernetes#111778): it creates one pod, then two, then four, and begins
      nothing after a step of these in which one could not be created. The scenario lets both happen.

      Given a pod that is not the set's has the name of pod 1 of "nginx-statefulset"
      And the StatefulSet "nginx-statefulset" is created with 5 replicas
      Then pod 0 and pod 2 are there, though none of them runs
      And the controller has looked at the set and made a pod for another one
      When the pod that is not the set's is deleted
      And the controller has looked at the set since
      Then pod 0, pod 1, pod 2, pod 3 and pod 4 are there, though none of them runs

    @parallel.scale-down-despite-refusal
    Scenario: Pods that are not wanted any more go although one that is wanted cannot be created
      ≥ As long as a pod is refused, Kubernetes removes none, which is a known deviation (kubernetes/kubernetes#140858). The
      scenario lets both happen, and has the pods go when none is refused any more.

      Given a pod that is not the set's has the name of pod 1 of "nginx-statefulset"
      And the StatefulSet "nginx-statefulset" is created with 3 replicas
      Then pod 0 and pod 2 are there, though none of them runs
      When it is scaled to 2 replicas
      And the controller has looked at the set and made a pod for another one
      And the pod that is not the set's is deleted
      And the controller has looked at the set since
      Then pod 2 is gone
      And it reports 0 of 2 replicas Ready

  Rule: An update takes one pod at a time all the same, and goes on by itself when the template is mended
    "The Parallel pod management option only affects the behavior for scaling operations. Updates are not affected." (Tutorials,
    StatefulSet Basics, Parallel Pod management) "When using Rolling Updates with the default Pod Management Policy
    (OrderedReady), it's possible to get into a broken state that requires manual intervention to repair." (Concepts, Forced rollback)

    Background:
      Given its podManagementPolicy is to be Parallel
      And its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to

    @parallel.update-bounded @parallel.heals @update.completes
    Scenario: An update that is stuck leaves the other pods alone, and is taken back without a deletion by hand
      Given a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 2 comes back in the next version, and is not Ready yet
      And pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one
      When the first version is rolled out
      Then pod 2 comes back in the first version, and is not Ready yet
      When pod 2 is allowed to become Ready
      Then the update is complete
      And pod 0 was not touched
      And pod 1 was not touched

    @parallel.broken-first @update.completes
    Scenario: A pod that is broken anyway is updated before the others
      ≥ Only where the feature MaxUnavailableStatefulSet is at work, as in Kubernetes 1.37, do broken pods come first. Elsewhere the
      update goes from the largest ordinal to the smallest, and the guarantee does not apply.

      Given the StatefulSet "nginx-statefulset" is created with 2 replicas
      And pod 1 is allowed to become Ready
      And pod 1 comes to run the first version
      And pod 0 runs, but is not Ready yet
      And the controller has looked at the set since
      When the next version is rolled out
      And each pod that comes back in the next version is allowed to become Ready
      Then the update is complete

  Rule: A pod is not made only to be deleted again

    Background:
      Given its podManagementPolicy is to be Parallel
      And its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to

    @update.no-churn
    Scenario: A pod that is lost in the middle of an update comes back once
      ≥ Kubernetes 1.37 creates the lost pod in its old version, takes it for broken and so deletes it again, once or several
      times, before it creates it in the new version. No upstream issue of that is known. The scenario lets both happen.

      Given its update strategy is to be RollingUpdate and to say nothing else
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 2 comes back in the next version, and is not Ready yet
      When pod 0 is deleted
      Then pod 0 comes back, and runs, but is not Ready yet
