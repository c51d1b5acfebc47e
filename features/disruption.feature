Feature: A PodDisruptionBudget bounds evictions, and nothing that a StatefulSet does itself
  "PDBs cannot prevent involuntary disruptions from occurring, but they do count against the budget. Pods which are deleted
  or unavailable due to a rolling upgrade to an application do count against the disruption budget, but workload resources
  (such as Deployment and StatefulSet) are not limited by PDBs when doing rolling upgrades." (Kubernetes documentation,
  Concepts, Disruptions)

  ≥ Four of five charts with a StatefulSet bring a PodDisruptionBudget. Somebody who drains a node relies on it, and nobody
  wants it in the way of a rollout.

  Background:
    Given its pods are to have no volumes

  Rule: While a pod is away for an update, the budget lets no other one go
    "429 Too Many Requests: the eviction is not currently allowed because of the configured PodDisruptionBudget. You may be
    able to attempt the eviction again later." (Concepts, API-initiated Eviction)

    Background:
      Given its pods are to become Ready only when they are allowed to

    @evict.budget @pdb.counts-rollout @evict.replaced @replace.deleted
    Scenario: An eviction is refused while another pod is being updated, and allowed when it is back
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      And a PodDisruptionBudget by which 1 of its pods may be unavailable
      When the next version is rolled out
      Then pod 1 comes back in the next version, and is not Ready yet
      And the eviction of pod 0 is refused
      When each pod that comes back in the next version is allowed to become Ready
      Then the update is complete
      When pod 0 is evicted
      Then pod 0 comes back, and runs, but is not Ready yet
      When pod 0 is allowed to become Ready
      Then pod 0 comes back as a new, Ready pod once the old one is gone

  Rule: A budget that lets no pod go holds up neither an update nor scaling down

    @pdb.not-consulted @evict.budget @update.completes
    Scenario: A set whose budget allows no disruption is updated and scaled down all the same
      Given a running StatefulSet "nginx-statefulset" with 1 replica
      And a PodDisruptionBudget by which 0 of its pods may be unavailable
      Then the eviction of pod 0 is refused
      When the next version is rolled out
      Then the update is complete
      When it is scaled to 0 replicas
      Then pod 0 is gone

  Rule: A pod that a quota refuses is created when there is room for it
    "If creating or updating a resource violates a quota constraint, the control plane rejects that request with HTTP status
    code 403 Forbidden." (Concepts, Resource Quotas) The controller has to try again, since nobody tells it that the quota
    was raised.

    @quota.recovers @needs.own-namespace
    Scenario: A pod that was refused is created when its namespace has room again
      Given a running StatefulSet "nginx-statefulset" with 1 replica
      And a ResourceQuota leaves no room for pod 1
      When it is scaled to 2 replicas
      Then the controller is refused pod 1
      And the controller has looked at the set once more
      And it reports 1 of 1 replica Ready
      When the ResourceQuota leaves room for pod 1 again
      And the controller has looked at the set once more
      And the controller has looked at the set once more
      Then it reports 2 of 2 replicas Ready
