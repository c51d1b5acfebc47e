package dev.holdfast.cli;

import java.util.Comparator;
import java.util.List;

/** Finds the ids that somebody may have meant. */
final class NearIds {

    private static final int SHOWN = 3;

    private NearIds() {}

    /**
     * The nearest of some ids.
     *
     * @param wrong what was typed
     * @param ids what there is
     * @return a few of them, the nearest first
     */
    static List<String> of(String wrong, List<String> ids) {
        return ids.stream()
                .sorted(Comparator.comparing((String id) -> distance(wrong, id)).thenComparing(id -> id))
                .limit(SHOWN)
                .toList();
    }

    /** How many letters have to be typed anew, left out or put in, whatever their case. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
