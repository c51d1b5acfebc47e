package dev.holdfast.guarantee;

/**
 * In what Kubernetes is known not to do what its documentation promises.
 *
 * @param what what it does instead, as one sentence without a final stop
 * @param issue the address of the upstream issue; empty where none is known
 */
public record KnownDeviation(String what, String issue) {
    /** One that was seen, and of which no issue is known. */
    public static KnownDeviation unreported(String what) {
        return new KnownDeviation(what, "");
    }
}
