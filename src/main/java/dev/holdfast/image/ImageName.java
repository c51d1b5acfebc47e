package dev.holdfast.image;

import dev.holdfast.report.HoldfastVersion;

/** What the image is called. Known without the library that makes images, which is not there where this program is a library. */
public final class ImageName {

    /** The name if nobody says another one. */
    public static final String DEFAULT = "localhost/holdfast/holdfast:" + HoldfastVersion.current();

    private ImageName() {}
}
