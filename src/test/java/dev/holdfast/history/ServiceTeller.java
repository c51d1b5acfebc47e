package dev.holdfast.history;

/** Tells of the headless Service that governs the set of a {@link Story}, or of another one. */
public final class ServiceTeller implements Teller {
    private final ObjectTeller service;
    private boolean there;

    ServiceTeller(Story story, String namespace, String name) {
        service = new ObjectTeller(story, Kinds.SERVICE, "v1", namespace, name);
        service.metadata().put("uid", "uid-" + namespace + "-" + name);
        service.spec().put("clusterIP", "None").putObject("selector").put("app", "web");
        port("web", "8080");
    }

    @Override
    public Story story() {
        return service.story();
    }

    /** It has one port, which leads to that port of its pods. */
    public ServiceTeller port(String name, String target) {
        service.spec()
                .putArray("ports")
                .addObject()
                .put("name", name)
                .put("port", 80)
                .put("protocol", "TCP")
                .put("targetPort", target);
        return this;
    }

    /** It has an address of its own. */
    public ServiceTeller withAddress() {
        service.spec().put("clusterIP", "10.96.0.7");
        return this;
    }

    public ServiceTeller publishesAll() {
        service.spec().put("publishNotReadyAddresses", true);
        return this;
    }

    public ServiceTeller publishesReady() {
        service.spec().remove("publishNotReadyAddresses");
        return this;
    }

    /** It is created, or changed if it was there. */
    public ServiceTeller written() {
        service.tell(there ? Change.MODIFIED : Change.ADDED);
        there = true;
        return this;
    }

    /** It was there when the recording began. */
    public ServiceTeller listed() {
        service.tell(Change.LISTED);
        there = true;
        return this;
    }

    public ServiceTeller deleted() {
        service.tell(Change.DELETED);
        return this;
    }
}
