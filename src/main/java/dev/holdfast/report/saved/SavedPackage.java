package dev.holdfast.report.saved;

/**
 * A package of a Linux distribution that files of a container image are from.
 *
 * @param name its name, such as {@code libc6}
 * @param version its version
 * @param architecture the architecture that it is for, or {@code all}
 */
public record SavedPackage(String name, String version, String architecture) {}
