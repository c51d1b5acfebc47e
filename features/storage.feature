@tutorial
Feature: Storage outlives the pod
  "For each VolumeClaimTemplate entry defined in a StatefulSet, each Pod receives one PersistentVolumeClaim."
  "When a Pod is (re)scheduled onto a node, its volumeMounts mount the PersistentVolumes associated with its
  PersistentVolume Claims." (Kubernetes documentation, Concepts, StatefulSets, Stable Storage)

  These are the steps of the tutorial's sections 三.1, 三.3, 三.4 and 四: whoever holds an ordinal holds its data. A pod
  comes and goes; its claim stays.

  ≥ The tutorial's claims name no storage class, and so would get volumes of the default class wherever there is one.
  Here they ask for no class, and are bound to the volumes that were made by hand.
  ≥ In the tutorial pod 0 has volume "a-pv". Which volume a claim gets is not promised, and not looked at; that every
  claim gets one of its own, and keeps it, is.

  @needs.nfs
  Rule: Each pod has a claim of its own, made before it and bound to a volume of its own

    Background:
      Given the static volumes "a-pv" and "b-pv" on the NFS server
      And the headless Service "stateful-svc"

    @storage.claim-name @storage.claim-before-pod @identity.map
    Scenario: Each pod's claim is named after it and is there first
      Given both volumes are Available
      When the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then it reports 2 of 2 replicas Ready
      And its claims are "www-nginx-statefulset-0" and "www-nginx-statefulset-1"
      And each claim was there before its pod was
      And each claim is Bound, to a volume that no other claim has

  @needs.nfs
  Rule: What a pod writes to its volume is on its own volume and on no other

    Background:
      Given the static volumes "a-pv" and "b-pv" on the NFS server
      And the headless Service "stateful-svc"

    @storage.mounted @storage.isolation
    Scenario: A pod's page lies in the folder of its own volume and in no other
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      When each pod is given a page of its own
      Then on the NFS server each page lies in the folder of its pod's volume
      And in no other folder of the NFS server
      And fetched by its name, each pod serves its own page

  @needs.nfs
  Rule: A pod that is replaced finds its own data again
    "Even though web-0 and web-1 were rescheduled, they continue to serve their hostnames because the PersistentVolumes
    associated with their PersistentVolumeClaims are remounted to their volumeMounts." (Kubernetes documentation,
    Tutorials, StatefulSet Basics, Writing to Stable Storage)

    "The StatefulSet guarantees that a given network identity will always map to the same storage identity." (Kubernetes
    API reference, StatefulSet)

    Background:
      Given the static volumes "a-pv" and "b-pv" on the NFS server
      And the headless Service "stateful-svc"
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      And each pod is given a page of its own

    @storage.rebind @replace.deleted @identity.map
    Scenario: A recreated pod finds its own data again
      When pod 0 is deleted
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      And pod 0 has the same claim and the same volume as before
      And fetched by its name, each pod serves its own page
      And pod 1 was not touched

    @storage.rebind @storage.isolation @replace.deleted @identity.map
    Scenario: Pods that are deleted together do not swap their data
      When pod 0 and pod 1 are deleted together
      Then pod 0 comes back as a new, Ready pod once the old one is gone
      And pod 1 comes back as a new, Ready pod once the old one is gone
      And fetched by its name, each pod serves its own page
      And on the NFS server each page lies in the folder of its pod's volume

  @needs.storage-class
  Rule: The same holds where a storage class makes the volumes
    The tutorial makes its volumes by hand. Most clusters make them when they are claimed, and promise the same.

    Background:
      Given volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"

    @storage.rebind @storage.claim-name @storage.claim-before-pod @storage.isolation @replace.deleted @identity.map
    Scenario: A recreated pod finds its own data again on a volume that was made for its claim
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      And each pod is given a page of its own
      When pod 1 is deleted
      Then pod 1 comes back as a new, Ready pod once the old one is gone
      And pod 1 has the same claim and the same volume as before
      And fetched by its name, each pod serves its own page
