package dev.holdfast.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/** What somebody may have meant who typed a name that there is not. Upper and lower case are the same here. */
public final class Suggestions {

    private static final int SHOWN = 3;

    /** One slip in so many letters. */
    private static final int LETTERS_PER_SLIP = 3;

    /** The fewest letters that say something as the beginning of a name. */
    private static final int BEGINNING = 3;

    private static final int MANY = Integer.MAX_VALUE;

    private Suggestions() {}

    /**
     * Asks whether a name was meant that is nearly what was typed.
     *
     * @param typed what was typed
     * @param names the names that there are
     * @return a clause to go on with, such as {@code ; did you mean verify?}, or nothing when none is near
     */
    public static String question(String typed, Collection<String> names) {
        int most = Math.max(typed.length() > 1 ? 1 : 0, typed.length() / LETTERS_PER_SLIP);
        return asked(near(
                typed,
                names,
                (wanted, name) -> Math.min(distance(wanted, name), begins(wanted, name) ? most : MANY),
                most));
    }

    /**
     * Asks whether a title was meant that has nearly in it what was typed.
     *
     * @param typed what was typed
     * @param titles the titles that there are
     * @return a clause to go on with, with the titles in quotation marks, or nothing when none is near
     */
    public static String questionOfTitles(String typed, Collection<String> titles) {
        // Nearly every title has a few letters in it in some order.
        int most = typed.length() / (LETTERS_PER_SLIP + 1);
        if (most == 0) {
            return "";
        }
        return asked(near(typed, titles, Suggestions::distanceWithin, most).stream()
                .map(title -> "\"" + title + "\"")
                .toList());
    }

    private static String asked(List<String> near) {
        return near.isEmpty() ? "" : "; did you mean " + either(near) + "?";
    }

    /** Those that are as near as the nearest, unless that is too far. */
    private static List<String> near(
            String typed, Collection<String> names, ToIntBiFunction<String, String> distance, int most) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        var byDistance = names.stream()
                .distinct()
                .collect(Collectors.groupingBy(name -> distance.applyAsInt(wanted, name.toLowerCase(Locale.ROOT))));
        return byDistance.keySet().stream()
                .filter(slips -> slips <= most)
                .min(Comparator.naturalOrder())
                .map(byDistance::get)
                .orElse(List.of())
                .stream()
                .sorted()
                .limit(SHOWN)
                .toList();
    }

    private static boolean begins(String typed, String name) {
        return Math.min(typed.length(), name.length()) >= BEGINNING
                && (name.startsWith(typed) || typed.startsWith(name));
    }

    private static int distance(String typed, String name) {
        return slips(typed, name, name.length())[name.length()];
    }

    /** To whatever part of the title is nearest. */
    private static int distanceWithin(String typed, String title) {
        int least = MANY;
        for (int slips : slips(typed, title, 0)) {
            least = Math.min(least, slips);
        }
        return least;
    }

    /**
     * How many letters have to be typed anew, left out or put in, to come from what was typed to each beginning of a name.
     *
     * @param counted up to where letters of the name count that come before the first one that was typed
     */
    private static int[] slips(String typed, String name, int counted) {
        int[] row = new int[name.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = Math.min(j, counted);
        }
        for (int i = 1; i <= typed.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row;
    }

    private static String either(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }
}
