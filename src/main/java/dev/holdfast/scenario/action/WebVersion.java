package dev.holdfast.scenario.action;

/** A version of the web server that the tutorial's pods run. */
public enum WebVersion {
    /** The one that the set is created with. */
    FIRST("web"),
    /** The one that an update brings. */
    NEXT("web-next");

    private final String role;

    WebVersion(String role) {
        this.role = role;
    }

    /** {@return the role that its image plays among the cluster's images} */
    public String role() {
        return role;
    }
}
