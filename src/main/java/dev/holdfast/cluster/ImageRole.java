package dev.holdfast.cluster;

/** A part that a container image plays in the scenarios. */
public enum ImageRole {
    /** The web server that pods of sets run. */
    WEB("web", "nginx, which serves /usr/share/nginx/html on port 8080"),
    /** What sets are updated to. */
    WEB_NEXT("web-next", "a later release of it, to which sets are updated"),
    /** From where scenarios ask. */
    TOOLS("tools", "a shell with nslookup, wget, timeout and httpd, from which names are looked up");

    private final String role;
    private final String what;

    ImageRole(String role, String what) {
        this.role = role;
        this.what = what;
    }

    /** {@return its name, as {@code --image} takes it} */
    public String role() {
        return role;
    }

    /** {@return what the image has to have in it} */
    public String what() {
        return what;
    }
}
