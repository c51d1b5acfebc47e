package dev.holdfast.report.page;

import dev.holdfast.report.timeline.Bar;
import dev.holdfast.report.timeline.DrawnState;
import dev.holdfast.report.timeline.Excerpt;
import dev.holdfast.report.timeline.Lane;
import dev.holdfast.report.timeline.Row;
import dev.holdfast.report.timeline.Timeline;
import dev.holdfast.report.timeline.TimelineMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The small picture of a violation, which needs no script: positions are shares of its width.
 *
 * @param excerpt what it shows
 * @param timeline the recording that it is from
 */
public record PageExcerpt(Excerpt excerpt, Timeline timeline) {

    private static final int TICKS = 4;
    private static final double LEAST_SHADE = 0.8;
    private static final int MOST_LEVELS = 3;

    /** How close actions may be that share a badge, in hundredths of the width: no closer than there have to be. */
    private static final double[] CLOSE = {0, 2, 5, 10, 20, 50, 100};

    /**
     * A piece of a lane.
     *
     * @param style where it lies, as CSS
     * @param state what the object was
     * @param words the same in words
     * @param title what it was and from when to when, for whoever points at it
     */
    public record Piece(String style, DrawnState state, String words, String title) {
        /** {@return the class of its colour} */
        public String colour() {
            return state.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A moment that the axis names.
     *
     * @param style where it lies, as CSS
     * @param label the moment
     */
    public record Tick(String style, String label) {}

    /** {@return the lanes from top to bottom} */
    public List<Lane> lanes() {
        return excerpt.lanes();
    }

    /** {@return the objects of a lane in the window} */
    public List<Piece> pieces(Lane lane) {
        List<Piece> pieces = new ArrayList<>();
        for (Bar bar : lane.bars()) {
            bar.segments().stream()
                    .filter(each -> each.to() >= excerpt.window().from()
                            && each.from() <= excerpt.window().to())
                    .forEach(each -> pieces.add(new Piece(
                            style(each.from(), each.to()),
                            each.state(),
                            lane.group() == Lane.Group.SET
                                    ? each.text()
                                    : each.state().words(),
                            lane.name() + " (uid " + bar.shortUid() + "): "
                                    + each.state().words() + ", " + Seconds.at(each.from()) + " to "
                                    + Seconds.at(each.to()) + " s")));
        }
        return pieces;
    }

    /** {@return the evidence on a lane} */
    public List<Badge> badges(Lane lane) {
        return Badge.placed(excerpt.evidence().stream()
                .filter(lane::isOf)
                .map(this::evidence)
                .toList());
    }

    /**
     * {@return what the scenario did, with the numbers that the timeline of the scenario has for it, and the evidence that is on
     * none of the lanes; what is evidence has a letter and no number. Where too much was done at once, some share a badge}
     */
    public List<Badge> badges() {
        List<Badge> loose = excerpt.evidence().stream()
                .filter(row -> lanes().stream().noneMatch(lane -> lane.isOf(row)))
                .map(this::evidence)
                .toList();
        int most = Math.max(MOST_LEVELS, 1 + Badge.levels(Badge.placed(loose)));
        List<Badge> placed = List.of();
        for (double close : CLOSE) {
            List<Badge> all = new ArrayList<>(loose);
            all.addAll(actions(close));
            placed = Badge.placed(all);
            if (Badge.levels(placed) <= most) {
                break;
            }
        }
        return placed;
    }

    /** {@return how high the track of these badges is, as CSS} */
    public String height(List<Badge> badges) {
        return String.format(Locale.ROOT, "height:%.2frem", Badge.height(badges));
    }

    private Badge evidence(Row row) {
        return new Badge(
                timeline.letter(row.index()),
                row.phrase() + ", " + row.text(),
                Badge.Sort.EVIDENCE,
                bounded(row.at()),
                0);
    }

    private List<Badge> actions(double close) {
        List<TimelineMark> all = timeline.marks().stream()
                .filter(mark -> mark.sort() == TimelineMark.Sort.ACTION)
                .toList();
        List<List<TimelineMark>> groups = new ArrayList<>();
        for (TimelineMark mark : excerpt.marks()) {
            List<TimelineMark> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
            if (!timeline.letter(mark.index()).isEmpty()) {
                continue;
            }
            if (!last.isEmpty() && share(mark.at()) - share(last.get(0).at()) < close) {
                last.add(mark);
            } else {
                groups.add(new ArrayList<>(List.of(mark)));
            }
        }
        return groups.stream().map(group -> action(group, all)).toList();
    }

    private Badge action(List<TimelineMark> group, List<TimelineMark> all) {
        int first = all.indexOf(group.get(0)) + 1;
        int last = all.indexOf(group.get(group.size() - 1)) + 1;
        return new Badge(
                first == last ? String.valueOf(first) : first + "–" + last,
                group.stream().map(TimelineMark::text).collect(Collectors.joining("; ")),
                Badge.Sort.ACTION,
                bounded(group.get(0).at()),
                0);
    }

    /** {@return where the time of the violation lies, as CSS} */
    public String shade() {
        double from = share(excerpt.violating().from());
        double width = Math.max(share(excerpt.violating().to()) - from, LEAST_SHADE);
        return String.format(Locale.ROOT, "left:%.2f%%;width:%.2f%%", Math.min(from, 100 - width), width);
    }

    /** {@return the moments that the axis names} */
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        double length = excerpt.window().seconds();
        int digits = length < 0.4 ? 3 : length < 4 ? 2 : 1;
        for (int i = 0; i <= TICKS; i++) {
            double at = excerpt.window().from() + length * i / TICKS;
            ticks.add(new Tick(
                    String.format(Locale.ROOT, "left:%.2f%%", bounded(at)),
                    String.format(Locale.ROOT, "%." + digits + "f s", at)));
        }
        return ticks;
    }

    /** {@return the picture in one sentence, for those who do not see it} */
    public String words() {
        return "Timeline from " + Seconds.at(excerpt.window().from()) + " to "
                + Seconds.at(excerpt.window().to()) + " s; the guarantee is broken from "
                + Seconds.at(excerpt.violating().from()) + " to "
                + Seconds.at(excerpt.violating().to()) + " s";
    }

    private String style(double from, double to) {
        double left = Math.max(share(from), 0);
        double right = Math.min(share(to), 100);
        return String.format(Locale.ROOT, "left:%.2f%%;width:%.2f%%", left, Math.max(right - left, 0.4));
    }

    private double bounded(double at) {
        return Math.min(Math.max(share(at), 0), 100);
    }

    private double share(double at) {
        double length = Math.max(excerpt.window().seconds(), 0.001);
        return (at - excerpt.window().from()) / length * 100;
    }
}
