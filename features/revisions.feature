Feature: A set keeps a revision of each of its templates, and none of anything else
  "ControllerRevision is a Kubernetes API resource used by controllers, such as the StatefulSet controller, to track
  historical configuration changes." (Kubernetes documentation, Concepts, StatefulSets, Revision history)

  Rule: Only a change of the template makes a revision

    @revision.no-op @revision.truth @status.observed
    Scenario: What leaves the template as it is makes no revision and touches no pod
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 1 replica
      When a label of the set is changed
      And its minReadySeconds is changed to 1
      And its partition is changed to 1
      And its update strategy is changed to OnDelete
      And its claims are to be deleted with it from now on
      Then pod 0 is left alone while the controller looks at the set and makes a pod for another one
      And no revision came of that
      And pod 0 was not touched

  Rule: Old revisions are kept up to a number, and those that pods are of are kept besides
    "revisionHistoryLimit is the maximum number of revisions that will be maintained in the StatefulSet's revision history.
    The revision history consists of all revisions not represented by a currently applied StatefulSetSpec version."
    (Kubernetes API reference, StatefulSetSpec)

    @revision.history-limit
    Scenario: Old revisions go, and the one that the pod is of stays
      Given its pods are to have no volumes
      And its pods are never to be started
      And it is to keep 1 old revision
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      When 6 other versions are rolled out, one after the other
      Then it keeps no more old revisions than that, and the one that its pod is of
