package dev.holdfast.guarantee.availability;

import java.util.Comparator;
import java.util.List;

/**
 * Whether two instances of one ordinal ran at the same time.
 *
 * <p>Where both ran on one kernel, which they name by its boot id, they had one clock, and what they noted of it is compared. So it
 * is on one node, and on nodes that share a kernel. Else only the order counts in which a witness heard them. The witness has a say
 * in the first case, too: the clock that a container sees may be one that was made up for it, so that what it seems to show is not
 * taken for proven where the witness heard all of one instance before anything of the other. Whatever the clocks say, two instances
 * ran at the same time if each of them went on after the witness had confirmed a note that it heard after one of the other.
 *
 * @param earlier the one that began first, as far as that is known
 * @param later the other one
 * @param relation whether they ran at the same time
 * @param words that in words, or why it is not known
 */
record Encounter(Instance earlier, Instance later, Relation relation, String words) {
    /** Of two that began in the same hundredth of a second, the one that ended first may have begun, and ended, before the other. */
    private static final Comparator<Instance> BY_CLOCK = Comparator.<Instance>comparingLong(
                    instance -> instance.first().time())
            .thenComparingLong(instance -> instance.last().time());

    /** What is known. */
    enum Relation {
        /** One had ended, or was not heard of any more, when the other one began. */
        APART,
        /** Each of them ran after the other one had begun. */
        TOGETHER,
        /** Neither is proven. */
        UNKNOWN
    }

    static Encounter of(Instance one, Instance other, List<Hearing> hearings) {
        boolean oneClock = !one.first().kernel().isEmpty()
                && one.first().kernel().equals(other.first().kernel());
        boolean inOrder = oneClock
                ? BY_CLOCK.compare(one, other) <= 0
                : hearings.stream().noneMatch(heard -> heard.beganBefore(other, one));
        Instance earlier = inOrder ? one : other;
        Instance later = inOrder ? other : one;
        boolean heardApart = hearings.stream()
                .anyMatch(heard -> heard.whollyBefore(earlier, later) || heard.whollyBefore(later, earlier));
        boolean overlap = oneClock && earlier.last().time() > later.first().time();
        String lasted =
                overlap ? ", for at least " + seconds(overlap(earlier, later)) + " by the clock of their kernel" : "";
        if (hearings.stream().anyMatch(heard -> heard.together(earlier, later))) {
            return new Encounter(
                    earlier,
                    later,
                    Relation.TOGETHER,
                    earlier + " still ran when the witness had heard of " + later + lasted);
        }
        if (overlap && !heardApart) {
            return new Encounter(
                    earlier, later, Relation.TOGETHER, earlier + " still ran when " + later + " had begun" + lasted);
        }
        if (overlap) {
            return new Encounter(
                    earlier,
                    later,
                    Relation.UNKNOWN,
                    earlier + " still ran when " + later + " had begun" + lasted
                            + ", but the witness heard all of one before anything of the other");
        }
        return new Encounter(
                earlier,
                later,
                oneClock || heardApart ? Relation.APART : Relation.UNKNOWN,
                "whether " + earlier + " and " + later + " ran at the same time is not known: they ran on two kernels,"
                        + " whose clocks cannot be compared, and the witness did not hear all of one before anything of"
                        + " the other");
    }

    /** For how many hundredths of a second both are known to have run, by the clock of both. */
    private static long overlap(Instance earlier, Instance later) {
        return Math.min(earlier.last().time(), later.last().time())
                - later.first().time();
    }

    private static String seconds(long hundredths) {
        return "%d.%02d s".formatted(hundredths / 100, hundredths % 100);
    }
}
