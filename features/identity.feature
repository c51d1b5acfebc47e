@tutorial @needs.storage-class
Feature: Every pod of a StatefulSet has an identity that it keeps
  "StatefulSet Pods have a unique identity that consists of an ordinal, a stable network identity, and stable storage.
  The identity sticks to the Pod, regardless of which node it's (re)scheduled on."
  (Kubernetes documentation, Concepts, StatefulSets, Pod Identity)

  These are the steps of the tutorial's sections 三.2, 三.3, 三.4 and 四. Every change of the objects is recorded from
  before the first step on, and the whole record is judged, not only how things ended.

  ≥ The tutorial looks names up but fetches pages by address. An address is not part of a pod's identity, so here every
  page is fetched by name.
  ≥ The tutorial's volumes are made by hand. Names have nothing to do with that, so here they come from wherever the cluster
  has them.

  Background:
    Given volumes are made by the cluster's storage class
    And the headless Service "stateful-svc"

  Rule: A pod is named after its set and its ordinal
    "For a StatefulSet with N replicas, each Pod in the StatefulSet will be assigned an integer ordinal, that is unique
    over the Set. By default, pods will be assigned ordinals from 0 up through N-1." (Concepts, StatefulSets, Ordinal
    Index) The labels are those of "Pod Name Label" and "Pod index label" on the same page, and the revision.

    @identity.name @identity.labels
    Scenario: Two replicas are the pods 0 and 1 and no other
      When the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then it reports 2 of 2 replicas Ready
      And its pods are "nginx-statefulset-0" and "nginx-statefulset-1", and it never had another
      And from the start each pod was labelled with its name, its ordinal and its revision

  Rule: Pods are created in order, each after the one before it is Ready
    "For a StatefulSet with N replicas, when Pods are being deployed, they are created sequentially, in order from
    {0..N-1}. Before a scaling operation is applied to a Pod, all of its predecessors must be Running and Ready."
    (Concepts, StatefulSets, Deployment and Scaling Guarantees)

    ≥ The tutorial shows two pods of nearly the same age. It does not look at whether pod 0 was Ready when pod 1 was
    created.

    @order.create @order.waits-ready @order.one-at-a-time
    Scenario: Pod 1 is not created before pod 0 is Ready
      When the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then it reports 2 of 2 replicas Ready
      And its pods were created in the order of their ordinals
      And each pod was created only after all pods before it were Ready
      And at no moment was more than one of its pods starting or stopping

  Rule: A pod's host name is its name
    "Each Pod in a StatefulSet derives its hostname from the name of the StatefulSet and the ordinal of the Pod."
    (Concepts, StatefulSets, Stable Network ID) The tutorial calls it 主机标识 and shows it only in a picture.

    @identity.hostname
    Scenario: Each pod knows itself by its own name
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      Then inside pod 0 the host name is "nginx-statefulset-0"
      And inside pod 1 the host name is "nginx-statefulset-1"

  Rule: A pod is reached under a DNS name of its own
    "As each Pod is created, it gets a matching DNS subdomain, taking the form: $(podname).$(governing service domain)"
    (Concepts, StatefulSets, Stable Network ID)

    @identity.dns
    Scenario: Each pod's DNS name leads to that pod and to no other
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      When each pod is given a page of its own
      Then the DNS name of pod 0 leads to exactly one address, that of pod 0
      And the DNS name of pod 1 leads to exactly one address, that of pod 1
      And fetched by its name, each pod serves its own page

  Rule: A pod that is replaced keeps its names
    "The Pods' ordinals, hostnames, SRV records, and A record names have not changed, but the IP addresses associated
    with the Pods may have changed." (Kubernetes documentation, Tutorials, StatefulSet Basics, Using Stable Network
    Identities)

    ≥ The tutorial finds a new address. It may as well be the old one; what is promised is that the name leads to the
    address that the new pod has.

    @replace.deleted @identity.name @identity.labels @identity.hostname
    Scenario: A deleted pod comes back under its own name
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      When pod 0 is deleted
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      And inside pod 0 the host name is "nginx-statefulset-0"
      And from the start each pod was labelled with its name, its ordinal and its revision
      And pod 1 was not touched

    @identity.dns-follows-ip @identity.dns @replace.deleted
    Scenario: A recreated pod's DNS name follows it to its new address
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      And the DNS name of pod 0 leads to exactly one address, that of pod 0
      And each pod is given a page of its own
      When pod 0 is deleted
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      And the DNS name of pod 0 comes to lead to the new pod's address and stays with it
      And fetched by its name, each pod serves its own page
