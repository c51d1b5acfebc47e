package dev.holdfast.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A letter or number on a track of the small picture of a violation. Badges lie on levels below each other, so that on every
 * track that is as wide as the {@linkplain #NARROWEST narrowest} none covers another, and all of them lie inside.
 *
 * @param label the letter or number on it
 * @param title what it stands for
 * @param sort what it marks
 * @param share where its moment lies on the track, in hundredths of its width
 * @param level counts from 0, from top to bottom
 */
public record Badge(String label, String title, Sort sort, double share, int level) {

    /** What a badge marks. */
    public enum Sort {
        /** An entry that a verdict names. */
        EVIDENCE,
        /** Something that the scenario did. */
        ACTION
    }

    /** A phone of 320 pixels has that much room, in rem. */
    static final double NARROWEST = 15;

    private static final double HEIGHT = 1.15;
    private static final double EDGE = 0.3;
    private static final double LEVEL = 1.25;

    /** Puts them on as many levels as they need. */
    static List<Badge> placed(List<Badge> badges) {
        List<Double> ends = new ArrayList<>();
        List<Badge> placed = new ArrayList<>();
        badges.stream().sorted(Comparator.comparingDouble(Badge::share)).forEach(badge -> {
            double from = badge.middle(NARROWEST) - badge.width() / 2;
            int level = 0;
            while (level < ends.size() && ends.get(level) > from) {
                level++;
            }
            if (level == ends.size()) {
                ends.add(0.0);
            }
            ends.set(level, from + badge.width());
            placed.add(new Badge(badge.label(), badge.title(), badge.sort(), badge.share(), level));
        });
        return placed;
    }

    /** {@return how many levels they lie on} */
    static int levels(List<Badge> badges) {
        return badges.stream().mapToInt(Badge::level).max().orElse(0) + 1;
    }

    /** {@return how high a track is that they lie on, in rem} */
    static double height(List<Badge> badges) {
        return top(levels(badges) - 1) + HEIGHT + EDGE;
    }

    /** {@return how wide it is, in rem} */
    double width() {
        return 0.6 + 0.55 * label.length();
    }

    /** {@return where its middle lies on a track of some width, both in rem} */
    double middle(double track) {
        return Math.max(width() / 2, Math.min(track * share / 100, track - width() / 2));
    }

    /** {@return where its upper edge lies on the track, in rem} */
    double top() {
        return top(level);
    }

    /** {@return where its lower edge lies on the track, in rem} */
    double bottom() {
        return top() + HEIGHT;
    }

    /** {@return where it lies, as CSS} */
    public String style() {
        return String.format(
                Locale.ROOT,
                "left:clamp(%.3frem,%.2f%%,100%% - %.3frem);top:%.3frem;width:%.3frem",
                width() / 2,
                share,
                width() / 2,
                top() + HEIGHT / 2,
                width());
    }

    /** {@return the classes of its look} */
    public String look() {
        return sort == Sort.EVIDENCE ? "letter x-flag" : "x-action";
    }

    private static double top(int level) {
        return EDGE + level * LEVEL;
    }
}
