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

  Rule: A revision that somebody else has made changes nothing
    ≥ The documentation does not speak of it. What a set is to be is in its template, and revisions only keep what it was.

    @revision.stray
    Scenario: A revision with the labels of the set is taken by the set, and nothing comes of it
      Given its pods are to have no volumes
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      Then pod 0 is there, though it never runs
      And the controller has looked at the set since
      When somebody makes a revision with the labels of the set and another template
      And the controller has looked at the set and made a pod for another one
      Then pod 0 was not touched

  Rule: The version to which pods below a partition are restored is in a revision
    "All Pods with an ordinal that is less than the partition will not be updated, and, even if they are deleted, they will be
    recreated at the previous version." (Concepts, StatefulSets, Partitioned rolling updates)

    ≥ Where somebody has deleted that revision, Kubernetes recreates the pod in the next version, which is a known deviation; no
    upstream issue of that is known. The scenario lets both happen.

    @revision.current-kept
    Scenario: A pod below the partition is lost after somebody has deleted the current revision
      Given its pods are to have no volumes
      And its pods are never to be started
      And its updates are to begin at partition 1
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      Then pod 0 is there, though it never runs
      When the next version is rolled out
      And the controller has looked at the set since
      And somebody deletes the revision that its status calls the current one
      And the controller has looked at the set since
      And pod 0 is deleted
      Then pod 0 is there again, though it never runs
