package dev.holdfast.fault;

/** By what a fault is brought about. */
public enum Means {
    /** The API server changes what is written, by an admission policy. */
    ADMISSION("an API server with MutatingAdmissionPolicy (Kubernetes 1.36 or later)"),
    /** The StatefulSet controller sees or sends something else than there is, since a program stands in between. */
    VIEW("a StatefulSet controller of its own, which only a cluster that Holdfast builds has"),
    /** Somebody else with rights on the API acts too. */
    ACTOR("permissions to change what scenarios make"),
    /** The cluster's DNS server answers something else. */
    DNS("a CoreDNS that is configured by the ConfigMap coredns in kube-system"),
    /** The folders of volumes are changed behind the cluster's back. */
    STORAGE("an NFS server whose folders this process sees too"),
    /** A node or what runs on it is disturbed. */
    NODE("nodes whose programs this run can stop");

    private final String need;

    Means(String need) {
        this.need = need;
    }

    /** {@return what a cluster has to have for it, as a noun phrase} */
    public String need() {
        return need;
    }
}
