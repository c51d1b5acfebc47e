package dev.holdfast.scenario.action;

import dev.holdfast.cluster.Images;
import dev.holdfast.history.view.ContainerView;

/** A version of the web server that the tutorial's pods run. */
public enum WebVersion {
    /** The one that the set is created with. */
    FIRST("web", ""),
    /** The one that an update brings. */
    NEXT("web-next", ""),
    /** The next one, set up otherwise. */
    THIRD("web-next", "3"),
    /** One that cannot run, since there is no such image. */
    MISSING("", "");

    /** The variable by which a version is told from another one of the same image. */
    static final String VARIABLE = "SETUP";

    /** No registry is at a name that ends with "invalid". */
    private static final String NO_IMAGE = "registry.invalid/no-such-image:0";

    private final String role;
    private final String setup;

    WebVersion(String role, String setup) {
        this.role = role;
        this.setup = setup;
    }

    /**
     * Its image.
     *
     * @param images the cluster's images
     * @return the reference of the one that plays its role
     */
    public String image(Images images) {
        return role.isEmpty() ? NO_IMAGE : images.reference(role);
    }

    /** {@return what the variable {@link #VARIABLE} is to be; empty when it is not to be set} */
    String setup() {
        return setup;
    }

    /**
     * Whether a container is of it.
     *
     * @param images the cluster's images
     * @param container what it runs
     */
    public boolean isRunBy(ContainerView container, Images images) {
        return container.image().equals(image(images))
                && container.env().getOrDefault(VARIABLE, "").equals(setup);
    }
}
