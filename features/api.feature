Feature: The API server refuses what no StatefulSet can be, and fills in what is left out
  "You must set the .spec.selector field of a StatefulSet to match the labels of its .spec.template.metadata.labels. Failing
  to specify a matching Pod Selector will result in a validation error during StatefulSet creation." (Kubernetes
  documentation, Concepts, StatefulSets, Pod Selector)

  ≥ No pod is started here. Where a set is only asked for, the API server says what it would answer, and stores nothing (dry
  run). What it answers is in the history, as what happens is.

  Rule: A set that has a field with a value that is not allowed is refused, and the answer names the field

    @api.validation
    Scenario: A set that cannot be is refused with the field that is wrong
      Given its pods are to have no volumes
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      And pod 0 is there, though it never runs
      When sets like "nginx-statefulset" are asked for, each with one of these differences
        | field                 | value                      |
        | name                  | Web_0                      |
        | selector              | empty                      |
        | selector              | for other labels           |
        | serviceName           | not_a_label                |
        | podManagementPolicy   | Sometimes                  |
        | replicas              | -1                         |
        | ordinals start        | -1                         |
        | minReadySeconds       | -1                         |
        | restartPolicy         | OnFailure                  |
        | activeDeadlineSeconds | 60                         |
        | updateStrategy        | Sometimes                  |
        | updateStrategy        | OnDelete, with a partition |
        | partition             | -1                         |
        | maxUnavailable        | 0                          |
        | maxUnavailable        | 0%                         |
        | maxUnavailable        | 101%                       |
        | whenDeleted           | Sometimes                  |
        | whenScaled            | Sometimes                  |
      Then the API server refused each of them, and named what is wrong

  Rule: What is left out has its default, and what belongs to a feature gate is there only where the gate is on

    @api.defaults @api.gated-fields
    Scenario: A set that says little is completed, and one that says too much is not taken at its word
      ≥ maxUnavailable belongs to the feature gate MaxUnavailableStatefulSet, and Recreate to StatefulSetRecreateStrategy. Both
      ways are in order: kept where the gate is on, and where it is off, the field dropped without a word and the strategy
      refused.

      Given its pods are to have no volumes
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      And pod 0 is there, though it never runs
      When sets like "nginx-statefulset" are asked for, each with one of these differences
        | field          | value    |
        | replicas       | left out |
        | partition      | left out |
        | maxUnavailable | 2        |
        | maxUnavailable | 50%      |
        | updateStrategy | Recreate |
      Then what was left out was filled in as documented
      And what belongs to a feature gate was kept, dropped or refused as the gate is on or off

  Rule: Some fields can never be changed, and the others can
    "Updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy',
    'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden" (Kubernetes, the answer
    to such a change)

    @api.immutable
    Scenario: A change of what makes the set what it is is refused, and one of what it is to do is accepted
      Given its pods are to have no volumes
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 1 replica
      And pod 0 is there, though it never runs
      When these changes are asked for, which are to be refused
        | field                | new value           |
        | selector             | for other labels    |
        | serviceName          | another             |
        | podManagementPolicy  | Parallel            |
        | volumeClaimTemplates | with one more claim |
      And these changes are asked for, which are to be accepted
        | field                | new value               |
        | replicas             | 2                       |
        | ordinals start       | 1                       |
        | template             | with another annotation |
        | updateStrategy       | OnDelete                |
        | partition            | 1                       |
        | revisionHistoryLimit | 5                       |
        | whenDeleted          | Delete                  |
        | whenScaled           | Delete                  |
        | minReadySeconds      | 1                       |
      Then no field was changed that cannot be, and each other one can

  Rule: The subresource scale is about the replicas and nothing else

    @api.scale
    Scenario: A set is read and scaled by its subresource scale
      Given its podManagementPolicy is to be Parallel
      And its pods are to have no volumes
      And its pods are never to be started
      And the StatefulSet "nginx-statefulset" is created with 2 replicas
      And pod 0 and pod 1 are there, though none of them runs
      When its subresource scale is read
      And its subresource scale is replaced by one with 3 replicas
      Then pod 0, pod 1 and pod 2 are there, though none of them runs
      When its subresource scale is read
      And its subresource scale is changed to 4 replicas
      Then pod 0, pod 1, pod 2 and pod 3 are there, though none of them runs
      When somebody who read its subresource scale first replaces it by one with 1 replica
      Then the subresource scale told and changed its replicas, and nothing else

  Rule: A set whose name is accepted can have pods

    @api.name-length
    Scenario: A set with the longest name that is of use gets its pod
      ≥ Names of up to 63 characters are accepted, but those of 53 and more leave too little room for the revision in a label:
      its hash has up to ten characters, and where it does not fit, no pod can be created. That is a known deviation
      (kubernetes/kubernetes#64023). The scenario lets both happen, with the longest name that leaves room for an ordinal.

      Given its pods are to have no volumes
      And its pods are never to be started
      And its name is to have 52 characters
      When the StatefulSet "nginx-statefulset" is created with 1 replica
      Then the controller creates its pod, or says why it cannot
      Given its name is to have 61 characters
      When the StatefulSet "nginx-statefulset" is created with 1 replica
      Then the controller creates its pod, or says why it cannot
