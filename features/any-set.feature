@any-set @needs.storage-class @needs.own-namespace
Feature: A set keeps its promises whatever it runs
  "Using a StatefulSet: StatefulSets are valuable for applications that require one or more of the following: stable, unique
  network identifiers; stable, persistent storage; ordered, graceful deployment and scaling; ordered, automated rolling updates."
  (Kubernetes documentation, Concepts, StatefulSets)

  These scenarios ask nothing of the images: no shell, no page, no port. They run on a set of the project that is written as
  charts write theirs. `./holdfast verify --set FILE` puts your own in its place, with as many replicas as it has.

  ≥ What a set does not promise is not asked of it: a set with podManagementPolicy Parallel promises no order, one without
  volumeClaimTemplates no storage. The guarantees about that are then not applicable, and the report says why.

  Rule: Its pods have names, DNS names and claims of their own

    @identity.name @identity.labels @storage.claim-name @storage.claim-before-pod @storage.many-templates @order.create @order.waits-ready @parallel.burst-up
    Scenario: Each pod of any set has its name and its claims, and is created when it is its turn
      When the manifests "chart-like" are applied with 3 replicas
      Then all its pods become Ready
      And its pods have the names of its ordinals, and it never had another
      And from the start each pod was labelled with its name, its ordinal and its revision
      And each claim is named after its pod and was there before it, where it has claims
      And its pods were created in order or at once, as its podManagementPolicy says

    @identity.dns
    Scenario: Each pod of any set is found under a name of its own
      Given the set of the manifests "chart-like" runs with 2 replicas
      And its Service gives each pod a DNS name
      Then the DNS name of each pod leads to exactly one address, that of the pod

  Rule: A pod that goes comes back as who it was

    @replace.deleted @identity.name @identity.map @amo.runtime
    Scenario: A pod of any set that is deleted comes back with its name and its claims
      Given the set of the manifests "chart-like" runs with 2 replicas
      When its last pod is deleted
      Then its last pod comes back as a new, Ready pod once the old one is gone
      And each pod has the claims and the volumes that it had before, where it has claims

    @evict.replaced @replace.deleted @identity.name @identity.map @amo.runtime
    Scenario: A pod of any set that is evicted comes back with its name and its claims
      "Pods can be evicted by the eviction API, which respects PodDisruptionBudgets." Where a budget never lets a pod go, the
      scenario does not apply.

      Given the set of the manifests "chart-like" runs with 2 replicas
      When its last pod is evicted
      Then its last pod comes back as a new, Ready pod once the old one is gone
      And each pod has the claims and the volumes that it had before, where it has claims

    @storage.rebind @replace.deleted @identity.map
    Scenario: What was in the volume of a pod of any set is there when the pod comes back
      The file is hidden, and lies beside those of the application. Where no pod but its own can mount a volume, the scenario does
      not apply.

      Given the set of the manifests "chart-like" runs with 2 replicas
      And a pod beside its last pod writes a file to the volume of that
      When its last pod is deleted
      Then its last pod comes back as a new, Ready pod once the old one is gone
      And the file is there when a pod beside its last pod looks into the volume of that

  Rule: It is scaled and updated without losing anything

    @order.scale-down-reverse @order.scale-up @order.scale-does-not-restart @storage.survives-scale-down @identity.name @identity.map
    Scenario: A set of any kind is scaled down and up again
      Given the set of the manifests "chart-like" runs with 2 replicas
      When it is scaled down by 1 pod
      And it is scaled up by 1 pod
      Then all its pods become Ready
      And no pod that it kept was touched by the scaling
      And each pod has the claims and the volumes that it had before, where it has claims

    @update.completes @update.rolling-reverse @update.waits-ready @update.one-at-a-time @update.on-delete @update.status-truth @identity.map @amo.runtime
    Scenario: An update reaches the pods of any set as its strategy says
      ≥ An annotation in the pod template makes another revision as well as another image does. It shows order and storage,
      and not that a new version works; for that there is `--next FILE`.

      Given the set of the manifests "chart-like" runs with 3 replicas
      When its pod template is changed
      Then every pod that its update strategy updates is of the new template, and all are Ready
      And each pod has the claims and the volumes that it had before, where it has claims

  Rule: It can be deleted without losing anything but its pods

    @delete.cascade @storage.survives-delete
    Scenario: Deleting a set of any kind leaves its Service, its claims and its volumes
      Given the set of the manifests "chart-like" runs with 2 replicas
      When the set is deleted
      Then all its pods are gone
      And the Service, the claims and the volumes are those that were there before
