@alone @needs.machine-faults
Feature: What is under way goes on when a program of the control plane is back
  "Controllers can fail, so Kubernetes is designed to allow for that." (Kubernetes documentation, Concepts, Controllers,
  Design) All that Kubernetes knows of an update or a scaling is in its objects. So a program that is started again finds
  there what is done and what is still to be done.

  ≥ These scenarios end programs that all others need, and so run one after the other, when all others are over.

  Background:
    Given its pods are to have no volumes
    And its pods are to become Ready only when they are allowed to

  Rule: A controller that is started again goes on where the one before it stopped
    "Kubernetes lets you run a resilient control plane, so that if any of the built-in controllers were to fail, another
    part of the control plane will take over the work." (Concepts, Controllers, Ways of running controllers)

    @resume.controller @update.completes @update.rolling-reverse @order.scale-up
    Scenario: An update goes on, and the set is scaled, when the controller is back
      Given a running StatefulSet "nginx-statefulset" with 2 replicas
      When the next version is rolled out
      Then pod 1 comes back in the next version, and is not Ready yet
      When the controller is ended
      And pod 1 is allowed to become Ready
      Then pod 1 becomes Ready
      When it is scaled to 3 replicas
      And the controller is started again
      Then pod 2 starts in the next version, and is not Ready yet
      When pod 2 is allowed to become Ready
      Then pod 0 comes back in the next version, and is not Ready yet
      And nothing that was done before the controller was ended was done again
      When pod 0 is allowed to become Ready
      Then the update is complete

  Rule: Controllers and pods are as they were when the API server is back

    @resume.api-server @update.completes @update.rolling-reverse
    Scenario: An update goes on, and containers run on, when the API server is back
      Given a running StatefulSet "nginx-statefulset" with 3 replicas
      When the next version is rolled out
      Then pod 2 comes back in the next version, and is not Ready yet
      When pod 2 is allowed to become Ready
      Then pod 1 comes back in the next version, and is not Ready yet
      When the API server is restarted
      And pod 1 is allowed to become Ready
      Then pod 0 comes back in the next version, and is not Ready yet
      And nothing that was done before the API server was restarted was done again
      When pod 0 is allowed to become Ready
      Then the update is complete
