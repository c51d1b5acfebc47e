@alone @needs.three-nodes @needs.machine-faults
Feature: A pod has one identity, whatever becomes of its node
  "StatefulSet ensures that, at any time, there is at most one Pod with a given identity running in a cluster."
  (Kubernetes documentation, Tasks, Force Delete StatefulSet Pods, StatefulSet considerations) Nobody can tell a node
  that is lost from one that is only not heard of, so that this costs something: a pod that may still run is not replaced.

  ≥ These scenarios break nodes, and so run one after the other, when all others are over. What they do to a node is
  undone at their end.

  Background:
    Given all nodes are Ready

  Rule: Name and data follow a pod to another node
    "StatefulSet Pods have a unique identity that consists of an ordinal, a stable network identity, and stable storage.
    The identity sticks to the Pod, regardless of which node it's (re)scheduled on." (Concepts, StatefulSets, Pod
    Identity)

    @node.sticky @storage.rebind @replace.deleted @needs.storage-class
    Scenario: A pod that comes back on another node has its name, its claim and its data
      Given volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      And each pod is given a page of its own
      When the node of pod 0 takes no more pods
      And pod 0 is deleted
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      And pod 0 is on another node than before
      And pod 0 has the same claim and the same volume as before
      And fetched by its name, each pod serves its own page
      And pod 1 was not touched

  Rule: A pod is not replaced just because its node cannot be reached
    "Kubernetes (versions 1.5 or newer) will not delete Pods just because a Node is unreachable. … When the partition
    heals, the kubelet will complete the deletion of the Pod and free up its name in the apiserver." (Tasks, Force Delete
    StatefulSet Pods, Delete Pods)

    @node.unreachable @node.back @replace.deleted @amo.runtime @amo.instances
    Scenario: A pod whose node cannot be reached is replaced only when its kubelet has ended it
      Given its pods are to have no volumes
      And each of its pods is to note that it begins, runs and ends, and to take its time to end
      And each of its pods is to be on a node of its own
      And its pods are to end at once when their node cannot be reached
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the node of pod 0 is cut off from the control plane
      Then pod 0 begins to end, since its node is not heard of
      And pod 0 is not replaced while the controller looks at the set and makes a pod for another one
      And another node starts a pod meanwhile
      When that node is joined to the control plane again
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      And no two pods of one name noted that they ran at the same time
      And pod 1 was not touched

  Rule: A kubelet that is restarted leaves its pods as they are
    "If you restart the kubelet, Pods (and their containers) continue to run even during the restart." (Concepts, Pod
    Lifecycle, Pod behavior during kubelet restarts)

    @node.kubelet-restart
    Scenario: The pods of a node run on while its kubelet is restarted
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the kubelet on the node of pod 0 is restarted
      Then that node starts another pod
      And pod 0 was not touched
      And pod 1 was not touched

  Rule: The pods of a node that is drained go as their budget says
    "Cluster managers and hosting providers should use tools which respect PodDisruptionBudgets by calling the Eviction API
    instead of directly deleting pods or deployments. For example, the kubectl drain subcommand lets you mark a node as
    going out of service." (Concepts, Disruptions, Pod disruption budgets)

    @node.drain @replace.deleted
    Scenario: The pods of a node that is drained go one after the other, as their budget says
      Given only one node takes pods
      And its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      And a PodDisruptionBudget by which 1 of its pods may be unavailable
      And all nodes take pods again
      When the node of pod 0 is drained
      Then pod 0, pod 1 and pod 2 come back on other nodes
      And it reports 3 of 3 replicas Ready

  Rule: The pods of a node that is given up come back on others
    "To mitigate the above situation, a user can manually add the taint node.kubernetes.io/out-of-service with either
    NoExecute or NoSchedule effect to a Node marking it out-of-service." (Concepts, Node Shutdowns, Non-graceful node
    shutdown handling) "If a Node is confirmed to be dead (e.g. permanently disconnected from the network, powered down,
    etc), then delete the Node object." (Tasks, Force Delete StatefulSet Pods, Delete Pods)

    Background:
      Given its pods are to have no volumes
      And each of its pods is to be on a node of its own
      And its pods are to end at once when their node cannot be reached
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the kubelet on the node of pod 0 stands still

    @node.deleted @replace.deleted
    Scenario: A pod comes back on another node when its node is deleted
      When that node is deleted
      Then pod 0 is given up, and comes back Ready
      And pod 0 is on another node than before
      And pod 1 was not touched

    @node.out-of-service @node.unreachable @replace.deleted
    Scenario: A pod comes back on another node when its node is said to be out of service
      Then pod 0 begins to end, since its node is not heard of
      And pod 0 is not replaced while the controller looks at the set and makes a pod for another one
      When that node is said to be out of service
      Then pod 0 is given up, and comes back Ready
      And pod 0 is on another node than before
      And pod 1 was not touched
