Feature: Pods that have to be Ready for some time are waited for
  ".spec.minReadySeconds is an optional field that specifies the minimum number of seconds for which a newly created Pod
  should be running and ready without any of its containers crashing, for it to be considered available. This is used to
  check progression of a rollout when using a Rolling Update strategy." (Kubernetes documentation, Concepts, StatefulSets,
  Minimum ready seconds)

  ≥ A pod that fails soon after it was Ready, as with a wrong configuration or too little memory, would else be followed by the
  next one. How long a pod had been Ready is told by clocks: a guarantee is broken only if those of the cluster and the one of
  the recorder say so.

  Rule: Before a scaling operation is applied to a pod, all of its predecessors must be available
    "If the StatefulSet's .spec.minReadySeconds is set, predecessors must be available (Ready for at least minReadySeconds)."
    (Concepts, StatefulSets, Deployment and Scaling Guarantees) "the StatefulSet controller additionally waits that amount of
    time after the Pod turns ready, before moving on." (Rolling Updates)

    @order.waits-available @update.waits-available @order.scale-down-waits-available @status.available
    Scenario: Pods are made, updated and removed only when the others are available
      Given its pods are to have no volumes
      And its minReadySeconds is to be 4
      When the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then it reports 2 replicas, all of them available
      When the next version is rolled out
      Then the update is complete
      When its minReadySeconds is changed to 20 and it is scaled to 1 replica in one write
      Then pod 1 is gone
      And it reports 1 replica, all of them available

  Rule: With podManagementPolicy Parallel only updates wait

    @parallel.update-waits-available @status.available
    Scenario: Pods of a Parallel set are made at once, and updated when the others are available
      Given its podManagementPolicy is to be Parallel
      And its pods are to have no volumes
      And its minReadySeconds is to be 3
      When the StatefulSet "nginx-statefulset" is created with 3 replicas
      Then it reports 3 replicas, all of them available
      When the next version is rolled out
      Then the update is complete
