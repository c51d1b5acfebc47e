package dev.holdfast.scale;

import java.io.IOException;

/**
 * What an observer has used until a moment.
 *
 * @param nanoTime the moment
 * @param processorSeconds its processor time
 * @param collectingSeconds for how long it has stood still to tidy up its memory
 */
record ObserverUse(long nanoTime, ObserverNumbers numbers, double processorSeconds, double collectingSeconds) {

    /** What was used between two moments. */
    record Difference(double seconds, long events, double processorSeconds, double collectingSeconds) {

        double eventsPerSecond() {
            return events / seconds;
        }

        /** {@return how much of one core} */
        double shareOfCore() {
            return processorSeconds / seconds;
        }

        double processorMillisPerEvent() {
            return processorSeconds * 1000 / Math.max(1, events);
        }
    }

    /** {@return what it has used until now} */
    static ObserverUse of(ObserverProcess observer) throws IOException, InterruptedException {
        double collecting = observer.collectingSeconds();
        return new ObserverUse(System.nanoTime(), observer.numbers(), observer.processorSeconds(), collecting);
    }

    /** {@return what it has used since an earlier moment} */
    Difference since(ObserverUse before) {
        return new Difference(
                (nanoTime - before.nanoTime()) / 1e9,
                numbers.events() - before.numbers().events(),
                processorSeconds - before.processorSeconds(),
                collectingSeconds - before.collectingSeconds());
    }
}
