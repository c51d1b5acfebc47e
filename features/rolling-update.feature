@tutorial
Feature: A rolling update replaces the pods from the largest ordinal to the smallest
  "When a StatefulSet's .spec.updateStrategy.type is set to RollingUpdate, the StatefulSet controller will delete and
  recreate each Pod in the StatefulSet. It will proceed in the same order as Pod termination (from the largest ordinal to
  the smallest), updating each Pod one at a time. The Kubernetes control plane waits until an updated Pod is Running and
  Ready prior to updating its predecessor." (Kubernetes documentation, Concepts, StatefulSets, Rolling Updates)

  This is the first part of the tutorial's section 六.

  ≥ The tutorial sets the image "nginx:latest". A name that means another image tomorrow makes no version, so here the
  pods go from one version to the next.
  ≥ The tutorial says that the controller waits until a pod is running. It waits until the pod is Running and Ready.

  Rule: Each pod is updated only when the pod updated before it is Ready

    @update.waits-ready @update.rolling-reverse @update.one-at-a-time @update.completes @update.status-truth
    Scenario: A pod that does not become Ready stops the update where it is
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 2 comes back in the next version, and is not Ready yet
      And pod 0 and pod 1 are left alone while the controller looks at the set and makes a pod for another one
      When pod 2 is allowed to become Ready
      Then pod 1 comes back in the next version, and is not Ready yet
      And pod 0 is left alone while the controller looks at the set and makes a pod for another one
      When pod 1 is allowed to become Ready
      And pod 0 comes back in the next version, and is not Ready yet
      And pod 0 is allowed to become Ready
      Then the update is complete
      And its pods were updated from the largest ordinal to the smallest, each when the one before it was Ready

  Rule: At the end every pod is what the new template says, and the status says so

    @update.completes @update.status-truth @update.one-at-a-time @update.rolling-reverse @amo.runtime @status.promotion
    Scenario: All pods come to run the next version
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      And pod 0, pod 1 and pod 2 run the first version
      When the next version is rolled out
      Then the update is complete
      And pod 0, pod 1 and pod 2 run the next version
      And at no moment was more than one of its pods unavailable
      And the counts in its status were always those of its pods
      And the update was called complete when all pods were updated and Ready, and not before

    @storage.rebind @update.completes @identity.map @needs.storage-class
    Scenario: A pod that is updated finds its own data again
      Given volumes are made by the cluster's storage class
      And the headless Service "stateful-svc"
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      And each pod is given a page of its own
      When the next version is rolled out
      Then the update is complete
      And pod 0 has the same claim and the same volume as before
      And pod 1 has the same claim and the same volume as before
      And fetched by its name, each pod serves its own page

  Rule: Going back to the template before uses its revision again
    ≥ The documentation says that a rollback "creates a new ControllerRevision". Kubernetes gives the old one a higher
    number instead; its name, and the label of the pods made from it, are those from before.

    @update.rollback-reuse @update.completes @update.rolling-reverse
    Scenario: Pods that go back to the first version are of its revision again
      Given its pods are to have no volumes
      And a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then the update is complete
      When the first version is rolled out
      Then the update is complete
      And pod 0 and pod 1 run the first version
      And its revision is the one that the first version had before

  Rule: A pod that is lost before it was its turn comes back as it was, if nothing is said about the rolling update
    "The StatefulSet controller […] will restore any Pod that fails during the update to that Pod's
    existing version." "Pods that have already received the update will be restored to the updated version, and Pods that
    have not yet received the update will be restored to the previous version." (Kubernetes documentation, Tutorials,
    StatefulSet Basics, Rolling Update)

    ≥ Kubernetes does so only where the set names the strategy RollingUpdate and says nothing else about it. Where the
    strategy is left out, as in the tutorial, the API server completes it with a partition of 0, and then the pod comes
    back in the next version, before its turn. This is a known deviation from the documentation
    (kubernetes/website#37203): the second scenario lets the pod come back in either version, and reports which it was.

    Background:
      Given its pods are to have no volumes
      And its pods are to become Ready only when they are allowed to

    @update.midrollout-restore
    Scenario: A lost pod comes back as it was where RollingUpdate is only named
      Given its update strategy is to be RollingUpdate and to say nothing else
      And a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 2 comes back in the next version, and is not Ready yet
      When pod 0 is deleted
      Then pod 0 comes back in the first version, and is not Ready yet
      And pod 1 is left alone while the controller looks at the set and makes a pod for another one

    @update.midrollout-restore
    Scenario: A lost pod comes back, updated or as it was, where the strategy is left out
      Given a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 2 comes back in the next version, and is not Ready yet
      When pod 0 is deleted
      Then pod 0 comes back, and runs, but is not Ready yet
      And pod 1 is left alone while the controller looks at the set and makes a pod for another one
