package dev.holdfast.report.page;

/**
 * A line that a component of the cluster logged.
 *
 * @param at when, in seconds of the recording
 * @param component the component, such as {@code kube-controller-manager}
 * @param text the line
 */
public record LogLine(double at, String component, String text) {}
