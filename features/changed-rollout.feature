Feature: A rollout that gets stuck, or is changed on its way, ends in what the template says last
  A rolling update takes its time, and its user does not always wait. What the controller has begun for a template that is
  not there any more must not go on, and what it has not reached must not suffer.

  Rule: A version that cannot run takes down one pod, and is undone by hand
    "If you update the Pod template to a configuration that never becomes Running and Ready, StatefulSet will stop the
    rollout and wait. […] After reverting the template, you must also delete any Pods that StatefulSet had already
    attempted to run with the bad configuration. StatefulSet will then begin to recreate the Pods using the reverted
    template." (Kubernetes documentation, Concepts, StatefulSets, Forced rollback)

    @update.stuck-stops @update.forced-rollback @update.one-at-a-time
    Scenario: A version that cannot run stops at its first pod, and is withdrawn
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When a version whose image does not exist is rolled out
      Then pod 1 comes back in a version whose image does not exist, and cannot start
      And pod 0 is left alone while the controller looks at the set and makes a pod for another one
      When the first version is rolled out
      And the controller has looked at the set since
      And pod 1 is deleted
      Then pod 1 comes back as a new, Ready pod once the old one is gone
      And the update is complete
      And pod 0 and pod 1 run the first version
      And pod 0 was not touched

  Rule: A version that is rolled out in the middle of another rollout takes its place
    ≥ With podManagementPolicy OrderedReady the controller waits until a pod of the version before is Ready, before it goes
    on with the new one (kubernetes/kubernetes#67250). So the scenario has it become Ready.

    @update.supersede @update.rolling-reverse @update.waits-ready @update.completes
    Scenario: A third version takes the place of the next one in the middle of its rollout
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then pod 1 comes back in the next version, and is not Ready yet
      When the third version is rolled out
      And pod 1 is allowed to become Ready
      Then pod 1 comes back in the third version, and is not Ready yet
      And pod 0 is left alone while the controller looks at the set and makes a pod for another one
      When pod 1 is allowed to become Ready
      Then pod 0 comes back in the third version, and is not Ready yet
      When pod 0 is allowed to become Ready
      Then the update is complete
      And pod 0 and pod 1 run the third version

  Rule: A rollout that is withdrawn replaces the pods that it had reached, and no others

    @update.rollback-in-mid-roll @update.rollback-reuse @update.completes @revision.truth
    Scenario: A pod that the next version had not reached stays when the first one is rolled out again
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then pod 1 comes back in the next version, and is not Ready yet
      When the first version is rolled out
      And the controller has looked at the set since
      And pod 1 is allowed to become Ready
      Then pod 0 is left alone while the controller looks at the set and makes a pod for another one
      And pod 1 comes back in the first version, and is not Ready yet
      When pod 1 is allowed to become Ready
      Then the update is complete
      And pod 0 was not touched

  Rule: A set that is to be scaled and updated is scaled first
    ≥ The documentation says of neither that it goes first. That pods are changed one at a time, each only when all others
    are healthy, leaves no other order.

    @order.scale-before-update @order.scale-up @update.completes
    Scenario: A pod is added in the next version before the one that is there is updated
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 1 replica
      When the next version is rolled out and the set is scaled to 2 replicas in one write
      Then pod 1 starts in the next version, and is not Ready yet
      And pod 0 is left alone while the controller looks at the set and makes a pod for another one
      When pod 1 is allowed to become Ready
      Then pod 0 comes back in the next version, and is not Ready yet
      When pod 0 is allowed to become Ready
      Then the update is complete
      And pod 0 and pod 1 run the next version
