Feature: DNS tells which pods of a StatefulSet are Ready
  "Headless Services (without a cluster IP) Services are also assigned DNS A and/or AAAA records, with a name of the form
  my-svc.my-namespace.svc.cluster-domain.example. Unlike normal Services, this resolves to the set of IPs of all of the
  Pods selected by the Service." "Also, the Pod needs to be ready in order to have a record unless
  publishNotReadyAddresses=True is set on the Service." (Kubernetes documentation, Concepts, DNS for Services and Pods)

  Half of the charts that people run set publishNotReadyAddresses, since the members of a cluster often have to find each
  other before any of them can be Ready. So both are shown here, and each change from the one to the other.

  Background:
    Given the headless Service "stateful-svc"
    And its pods are to have no volumes
    And its pods are to become Ready only when they are allowed to

  Rule: Only pods that are Ready are found by name
    "For a headless Service, this resolves to multiple answers, one for each Pod that is backing the Service, and contains
    the port number and the domain name of the Pod." (the same page, on SRV records)

    @identity.dns-ready-set @identity.dns-not-ready @identity.dns-srv @identity.dns
    Scenario: A pod is found by name while it is Ready, and only then
      When the StatefulSet "nginx-statefulset" is created with 2 replicas
      Then pod 0 runs, but is not Ready yet
      And the DNS name of the Service leads to no pod
      And the DNS name of pod 0 leads to no address
      When pod 0 is allowed to become Ready
      Then the DNS name of the Service comes to lead to pod 0 and to nothing else
      And pod 1 runs, but is not Ready yet
      And the DNS name of pod 1 leads to no address
      And the SRV records of the Service's port "web" come to name pod 0 and nothing else
      When pod 1 is allowed to become Ready
      Then the DNS name of pod 1 leads to exactly one address, that of pod 1
      And the DNS name of the Service comes to lead to pod 0 and pod 1 and to nothing else
      And the SRV records of the Service's port "web" come to name pod 0 and pod 1 and nothing else
      When pod 0 ceases to be Ready
      Then the DNS name of the Service comes to lead to pod 1 and to nothing else
      And the DNS name of pod 0 comes to lead to no address
      And the SRV records of the Service's port "web" come to name pod 1 and nothing else

  Rule: With publishNotReadyAddresses pods are found by name before they are Ready
    "publishNotReadyAddresses indicates that any agent which deals with endpoints for this Service should disregard any
    indications of ready/not-ready. The primary use case for setting this field is for a StatefulSet's Headless Service to
    propagate SRV DNS records for its Pods for the purpose of peer discovery." (Kubernetes API, Service)

    @identity.dns-not-ready @identity.dns-ready-set @identity.dns-srv
    Scenario: A pod that is not Ready is found by name as long as its Service says so
      When the StatefulSet "nginx-statefulset" is created with 1 replica
      Then pod 0 runs, but is not Ready yet
      When the Service publishes the addresses of pods that are not Ready, too
      Then the DNS name of pod 0 comes to lead to its address before it is Ready
      And the DNS name of the Service comes to lead to pod 0 and to nothing else
      And the SRV records of the Service's port "web" come to name pod 0 and nothing else
      When the Service publishes the addresses of Ready pods only
      Then the DNS name of pod 0 comes to lead to no address
      And the DNS name of the Service leads to no pod
      When pod 0 is allowed to become Ready
      Then the DNS name of the Service comes to lead to pod 0 and to nothing else
