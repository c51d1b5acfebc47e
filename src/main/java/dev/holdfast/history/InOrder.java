package dev.holdfast.history;

import java.util.List;

/** Finds a moment among many in order of resourceVersion, so that looking around each of them takes no time of the others. */
public final class InOrder {
    private InOrder() {}

    /** The position of the first observation after a revision; their number when there is none. */
    public static int firstAfter(List<Observation> observations, long resourceVersion) {
        int low = 0;
        int high = observations.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (observations.get(middle).resourceVersion() <= resourceVersion) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
