Feature: Pods that stop, fail or are restarted keep their place in the set
  "Pods are created, assigned a unique ID (UID), and scheduled to run on nodes where they remain until termination
  (according to restart policy) or deletion." (Kubernetes documentation, Concepts, Pod Lifecycle)

  Rule: A pod that is deleted is given the time to stop that it asks for
    "Because Pods represent processes running on nodes in the cluster, it is important to allow those processes to
    gracefully terminate when they are no longer needed (rather than being abruptly stopped with a KILL signal and having
    no chance to clean up)." (Termination of Pods)

    ≥ The containers of these pods tell by their exit code how they were stopped: without an error only if their preStop hook
    had run, and they were asked to stop after that and given the time for it.

    @replace.graceful @delete.graceful @amo.runtime
    Scenario: Pods that are scaled down, updated or deleted with their set stop in their own time
      Given its pods are to have no volumes
      And its pods are to end without an error only if they are asked to stop after their preStop hook has run
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When it is scaled to 1 replica
      Then pod 1 is gone
      And pod 1 had ended without an error
      When the next version is rolled out
      Then pod 0 comes to run the next version
      And pod 0 had ended without an error
      When the set is deleted
      Then pod 0 is gone
      And pod 0 had ended without an error

  Rule: A pod that has Failed is replaced when its containers have stopped and it is its turn
    "At least one container terminated in failure, and all containers in the Pod have terminated." (Pod phase, Failed)
    "StatefulSet controller is responsible for creating, scaling and deleting members of the StatefulSet. It tries to ensure
    that the specified number of Pods from ordinal 0 through N-1 are alive and ready." (Tasks, Force Delete StatefulSet
    Pods)

    ≥ A node makes a pod Failed that is short of memory, say. It does not start that pod again.

    @replace.terminal @replace.after-stop
    Scenario: A pod that has Failed comes back, and one after it when that is Ready
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When pod 0 fails on its node, as its deadline has passed
      And the controller has looked at the set twice since
      Then pod 0 comes back, and runs, but is not Ready yet
      When pod 1 fails on its node, as its deadline has passed
      And the controller has looked at the set twice since
      And pod 0 is allowed to become Ready
      Then pod 1 comes back, and runs, but is not Ready yet
      When pod 1 is allowed to become Ready
      Then it reports 2 of 2 replicas Ready

  Rule: A container that ends is started again in its pod
    "If one of the containers in the Pod fails, then Kubernetes may try to restart that specific container." "The UID and
    the node of a Pod stay the same." (Pod lifetime)

    @replace.not-on-restart
    Scenario: A container that ends is started again in the same pod
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 1 replica
      When the container of pod 0 ends, and is started again
      And the controller has looked at the set and made a pod for another one
      Then it reports 1 of 1 replica Ready
      And no pod was replaced because its container was restarted

  Rule: The containers of a pod start when those of the pod before it have ended
    "StatefulSet ensures that, at any time, there is at most one Pod with a given identity running in a cluster."
    (Tasks, Force Delete StatefulSet Pods, StatefulSet considerations)

    ≥ What the API says of pods it has from their nodes. These pods note of themselves when they run: in their volume, and with
    a witness that is not of their set.

    @amo.instances @amo.runtime @needs.storage-class
    Scenario: A pod that takes its time to end has ended when the next one of its name begins
      Given volumes are made by the cluster's storage class
      And its updates are to begin at partition 1
      And each of its pods is to note that it begins, runs and ends, and to take its time to end
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When pod 0 is deleted
      And pod 1 is evicted
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      And pod 1 comes back as a new, Ready pod once the old one is gone
      When the next version is rolled out
      Then pod 1 comes to run the next version
      And no two pods of one name noted that they ran at the same time
