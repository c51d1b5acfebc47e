package dev.holdfast.cluster;

/**
 * A package of a Linux distribution that files of a container image are from.
 *
 * @param name its name, such as {@code libc6}
 * @param version its version, such as {@code 2.36-9+deb12u10}
 * @param architecture the architecture that it is for, or {@code all}
 */
public record InstalledPackage(String name, String version, String architecture) {}
