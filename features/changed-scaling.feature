Feature: A set that is scaled while it is not healthy, or again and again, keeps its order
  Whoever scales a set does not look first whether all of its pods are Ready, and an autoscaler changes its mind.

  Rule: A set is not scaled down while one of its pods is not Ready
    "You cannot scale down a StatefulSet when any of the stateful Pods it manages is unhealthy. Scaling down only takes
    place after those stateful Pods become running and ready." (Kubernetes documentation, Tasks, Scale a StatefulSet,
    Troubleshooting)

    ≥ Kubernetes waits for the pods that the set keeps. A pod that is to be removed it removes although that is not Ready.
    This is a known deviation from the documentation (kubernetes/kubernetes#36333): in its second half the scenario lets
    pod 1 stay until it is Ready or go before, and reports which it was.

    @order.scale-down-blocked @order.scale-down-reverse
    Scenario: No pod is removed while pod 0 is not Ready
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When pod 0 ceases to be Ready
      And the controller has looked at the set since
      And it is scaled to 2 replicas
      Then pod 1 and pod 2 are left alone while the controller looks at the set and makes a pod for another one
      When pod 0 is allowed to become Ready
      Then pod 2 is gone
      When pod 1 ceases to be Ready
      And the controller has looked at the set since
      And it is scaled to 1 replica
      And the controller has looked at the set since
      And pod 1 is allowed to become Ready if it is still there
      Then it reports 1 of 1 replica Ready
      And pod 0 was not touched

  Rule: A pod that has Failed does not keep a set from being scaled down
    ≥ It does where a pod before it has Failed, too, and both are to be removed: then the controller waits for the last one to
    become Ready, which it never does, until somebody deletes the first one. This is a known deviation. The scenario does
    that if it has to, and reports whether it had to.

    @order.scale-down-terminal
    Scenario: Two pods that have Failed are removed with a scale-down
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When pod 0 ceases to be Ready
      And the controller has looked at the set since
      And it is scaled to 1 replica
      And pod 1 fails on its node, as its deadline has passed
      And pod 2 fails on its node, as its deadline has passed
      And pod 0 is allowed to become Ready
      Then pod 0 becomes Ready
      When the controller has looked at the set twice since
      And pod 1 is deleted if it is still there
      And the controller has looked at the set twice since
      Then it reports 1 of 1 replica Ready
      And pod 0 was not touched

  Rule: However often the number of replicas changes before the set comes to rest, pods come and go in order

    @order.scale-down-waits-termination @order.scale-down-reverse @order.waits-ready @order.one-at-a-time @identity.name
    Scenario: The number of replicas is changed five times while pods come and go
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      And a finalizer holds pod 1
      When it is scaled to 4 replicas
      Then pod 2 is made
      When it is scaled to 1 replica
      Then pod 1 begins to end
      When it is scaled to 3 replicas
      And it is scaled to 0 replicas
      Then pod 0 is left alone while the controller looks at the set and makes a pod for another one
      When it is scaled to 2 replicas
      And pod 1 is let go
      Then it reports 2 of 2 replicas Ready
      And pod 0 was not touched
