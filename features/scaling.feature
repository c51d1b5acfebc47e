@tutorial
Feature: A set that is scaled changes at its upper end, one pod after the other
  "For a StatefulSet with N replicas, when Pods are being deployed, they are created sequentially, in order from
  {0..N-1}. When Pods are being deleted, they are terminated in reverse order, from {N-1..0}. Before a scaling operation
  is applied to a Pod, all of its predecessors must be Running and Ready. Before a Pod is terminated, all of its
  successors must be completely shutdown." (Kubernetes documentation, Concepts, StatefulSets, Deployment and Scaling
  Guarantees)

  These are the steps of the tutorial's sections 五.1 and 五.2. Where an order is looked at, the scenario itself decides
  when each pod becomes Ready and when it is gone: what comes next has all the time it needs to come too early.

  ≥ The tutorial looks at a list of pods and their ages once all is over. That tells neither that a pod waited for the
  one before it nor for what it waited.
  ≥ That nothing happens means nothing when nobody is there to do it. So each such step also has the controller look at
  the set, by a change that touches no pod, and make a pod for another set meanwhile. A server older than Kubernetes 1.33
  does not allow that change: there the pod for another set has to do.

  Rule: Scaling up adds pods in order, each after all pods before it are Ready

    @order.scale-up @order.create @order.waits-ready @order.one-at-a-time @order.scale-does-not-restart @identity.name
    Scenario: Pod 3 is not added before pod 2 is Ready
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When it is scaled to 4 replicas
      Then pod 2 runs, but is not Ready yet
      And pod 3 is not created while the controller looks at the set and makes a pod for another one
      When pod 2 is allowed to become Ready
      And pod 3 is allowed to become Ready
      Then it reports 4 of 4 replicas Ready
      And its pods were created in the order of their ordinals
      And each pod was created only after all pods before it were Ready
      And no pod that it kept was touched by the scaling

    @order.scale-up @storage.claim-name @storage.claim-before-pod @storage.isolation @identity.map @needs.nfs
    Scenario: Added pods get claims and volumes of their own
      Given the static volumes "a-pv" and "b-pv" on the NFS server
      And the headless Service "stateful-svc"
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      And the static volumes "c-pv" and "d-pv" on the NFS server
      When it is scaled to 4 replicas
      Then it reports 4 of 4 replicas Ready
      And each claim was there before its pod was
      And each claim is Bound, to a volume that no other claim has
      When each pod is given a page of its own
      Then on the NFS server each page lies in the folder of its pod's volume
      And in no other folder of the NFS server
      And pod 0 was not touched
      And pod 1 was not touched

  Rule: A set is not scaled up while one of its pods is not Ready
    "You cannot scale down a StatefulSet when any of the stateful Pods it manages is unhealthy. Scaling down only takes
    place after those stateful Pods become running and ready." (Kubernetes documentation, Tasks, Scale a StatefulSet,
    Troubleshooting) The same page says nothing of scaling up; that it waits is what "all of its predecessors must be
    Running and Ready" says.

    @order.scale-up-blocked-by-unready @order.scale-up @order.waits-ready
    Scenario: No pod is added while pod 0 is not Ready
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When pod 0 ceases to be Ready
      And the controller has looked at the set since
      And it is scaled to 3 replicas
      Then pod 2 is not created while the controller looks at the set and makes a pod for another one
      When pod 0 is allowed to become Ready
      And pod 2 is allowed to become Ready
      Then it reports 3 of 3 replicas Ready
      And each pod was created only after all pods before it were Ready

  Rule: A gap is filled before the set grows
    "If web-0 should fail, after web-1 is Running and Ready, but before web-2 is launched, web-2 will not be launched
    until web-0 is successfully relaunched and becomes Running and Ready." (Concepts, StatefulSets, Deployment and
    Scaling Guarantees)

    @order.refill-lowest @replace.deleted
    Scenario: Pod 2 is not launched before a lost pod 0 is Ready again
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And the StatefulSet "nginx-statefulset" is created with 3 replicas
      And pod 0 is allowed to become Ready
      And pod 1 runs, but is not Ready yet
      When pod 0 is deleted
      And pod 1 is allowed to become Ready
      Then pod 0 comes back, and runs, but is not Ready yet
      And pod 2 is not created while the controller looks at the set and makes a pod for another one
      When pod 0 is allowed to become Ready
      And pod 2 is allowed to become Ready
      Then it reports 3 of 3 replicas Ready

  Rule: Scaling down removes pods from the largest ordinal on, each when the one after it is gone

    @order.scale-down-reverse @order.scale-down-waits-termination @order.one-at-a-time @order.scale-does-not-restart @order.no-causeless-deletion @amo.runtime
    Scenario: Pod 2 is not terminated before pod 3 is gone
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 4 replicas
      And a finalizer holds pod 3
      When it is scaled to 2 replicas
      Then pod 3 begins to end
      And pod 2 is left alone while the controller looks at the set and makes a pod for another one
      When pod 3 is let go
      Then it reports 2 of 2 replicas Ready
      And its pods were removed from the largest ordinal to the smallest, each when the one before it was gone
      And no pod that it kept was touched by the scaling

  @needs.storage-class
  Rule: Scaling down leaves the claims, and whoever gets the ordinal again finds its data
    "Deleting and/or scaling a StatefulSet down will not delete the volumes associated with the StatefulSet. This is done
    to ensure data safety, which is generally more valuable than an automatic purge of all related StatefulSet
    resources." (Concepts, StatefulSets, Limitations)

    Background:
      Given volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"

    @storage.survives-scale-down @storage.rebind @identity.map @order.scale-does-not-restart @order.no-causeless-deletion
    Scenario: Pods that come back after scaling down and up serve what they served before
      Given a running StatefulSet "nginx-statefulset" with 3 replicas
      And each pod is given a page of its own
      When it is scaled to 1 replica
      Then it reports 1 of 1 replica Ready
      When it is scaled to 3 replicas
      Then it reports 3 of 3 replicas Ready
      And the claims of the pods that were removed stayed, and were used again
      And fetched by its name, each pod serves its own page
      And pod 0 was not touched

  @needs.storage-class
  Rule: Scaling to zero ends all pods in order and leaves their claims
    "StatefulSets do not provide any guarantees on the termination of pods when a StatefulSet is deleted. To achieve
    ordered and graceful termination of the pods in the StatefulSet, it is possible to scale the StatefulSet down to 0
    prior to deletion." (Concepts, StatefulSets, Limitations)

    Background:
      Given volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"

    @order.scale-to-zero @storage.survives-scale-down @storage.rebind @identity.name
    Scenario: A set can be scaled to zero and back
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      And each pod is given a page of its own
      When it is scaled to 0 replicas
      Then it reports 0 of 0 replicas Ready
      When it is scaled to 2 replicas
      Then it reports 2 of 2 replicas Ready
      And its pods are "nginx-statefulset-0" and "nginx-statefulset-1", and it never had another
      And fetched by its name, each pod serves its own page
