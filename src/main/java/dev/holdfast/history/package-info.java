/**
 * What happened: everything that was watched, done and read while one scenario ran, in order, and the questions that can be
 * asked of it. Knows neither a cluster nor Cucumber, so a saved history can be judged again anywhere.
 *
 * <p>Order. Events of one kind are ordered by resourceVersion; a watch delivers them in that order, and {@link
 * dev.holdfast.history.History#gaps} reports a recording in which it does not. Events of different kinds arrive by different
 * watches, so their order of arrival proves nothing. Where a guarantee relates two kinds it compares their
 * resourceVersions, because Kubernetes takes them from one etcd revision counter unless {@code --etcd-servers-overrides}
 * keeps a resource elsewhere (by convention only Events). Clocks are for timelines, never for order.
 *
 * <p>Calls nothing of this project but the packages below it. What was so at each moment of a set is in {@code replay}, which
 * this package does not know.
 */
package dev.holdfast.history;
