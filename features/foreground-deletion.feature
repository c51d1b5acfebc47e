Feature: A set that is deleted in the foreground stays until its pods are gone, and makes none again
  "In foreground cascading deletion, the owner object you're deleting first enters a deletion in progress state." "After
  the owner object enters the deletion in progress state, the controller deletes dependents it knows about. After deleting
  all the dependent objects it knows about, the controller deletes the owner object." (Kubernetes documentation, Concepts, Garbage Collection,
  Foreground cascading deletion)

  ≥ The pods are deleted by the garbage collector. The controller of StatefulSets still sees the set, and with it pods that
  are missing; it has to leave that alone.

  @delete.foreground @delete.stands-still @delete.graceful
  Scenario: A set that is deleted in the foreground stays until its last pod is gone
    Given its pods are to have no volumes
    And a running StatefulSet "nginx-statefulset" with 2 replicas
    And a finalizer holds pod 1
    When the set is deleted in the foreground
    Then pod 0 is gone
    And pod 1 begins to end
    And pod 0 stays gone while the controller makes a pod for another set
    When pod 1 is let go
    Then pod 1 is gone
    And the set is gone
