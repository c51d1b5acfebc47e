package dev.holdfast.scenario;

/** A version of the web server that the tutorial's pods run. */
public enum Version {
    /** The one that the set is created with. */
    FIRST("web"),
    /** The one that an update brings. */
    NEXT("web-next");

    private final String role;

    Version(String role) {
        this.role = role;
    }

    /** {@return the role that its image plays among the cluster's images} */
    String role() {
        return role;
    }
}
