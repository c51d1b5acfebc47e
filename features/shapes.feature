@needs.own-namespace
Feature: Sets as people write them keep their promises through a whole life
  "Like a Deployment, a StatefulSet manages Pods that are based on an identical container spec. Unlike a Deployment, a StatefulSet
  maintains a sticky identity for each of its Pods." (Kubernetes documentation, Concepts, StatefulSets)

  That is promised whatever the spec says. Each scenario takes a set as people write them from its creation to its deletion, with
  a pod that is lost, an update and another number of pods in between. The sets are in manifests/shapes.

  - tutorial: the tutorial's, with nothing written that can be left out
  - ordered-shutdown: OrderedReady and RollingUpdate by name, a preStop hook, a long grace period, two folders of one volume
  - on-delete: updated when its pods are deleted, which would rather be on nodes of their own
  - long-names: a name of fifty letters, and a claim template with dashes and a digit between them
  - without-claims: an emptyDir and no volumeClaimTemplates

  ≥ A sixth, chart-like, is Parallel and has two claim templates, an init container, a sidecar, an exec probe, a budget and a
  Service that publishes pods that are not Ready. The scenarios for any set run on that.

  @identity.name @identity.labels @identity.map @order.create @order.waits-ready @replace.deleted @amo.runtime @update.completes @update.rolling-reverse @update.waits-ready @update.one-at-a-time @update.on-delete @update.status-truth @order.scale-down-reverse @order.scale-up @order.scale-does-not-restart @storage.claim-name @storage.claim-before-pod @storage.survives-scale-down @storage.survives-delete @delete.cascade
  Scenario Outline: <what> lives through loss, update, scaling and deletion
    When the manifests "<set>" are applied with 2 replicas
    Then all its pods become Ready
    And its pods have the names of its ordinals, and it never had another
    And from the start each pod was labelled with its name, its ordinal and its revision
    And each claim is named after its pod and was there before it, where it has claims
    And its pods were created in order or at once, as its podManagementPolicy says
    When its last pod is deleted
    Then its last pod comes back as a new, Ready pod once the old one is gone
    When its pod template is changed
    Then every pod that its update strategy updates is of the new template, and all are Ready
    When it is scaled down by 1 pod
    And it is scaled up by 1 pod
    Then all its pods become Ready
    And no pod that it kept was touched by the scaling
    And each pod has the claims and the volumes that it had before, where it has claims
    When the set is deleted
    Then all its pods are gone
    And the Service, the claims and the volumes are those that were there before

    @needs.storage-class
    Examples: with claims
      | what                                      | set              |
      | The tutorial's set                        | tutorial         |
      | An ordered set whose pods stop slowly     | ordered-shutdown |
      | A set whose pods are updated when deleted | on-delete        |
      | A set with long names and dashes          | long-names       |

    Examples: without claims
      | what                 | set            |
      | A set without claims | without-claims |
