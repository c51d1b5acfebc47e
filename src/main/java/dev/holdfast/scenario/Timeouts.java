package dev.holdfast.scenario;

import dev.holdfast.recording.RecordingTimeouts;
import java.time.Duration;

/**
 * How long each kind of waiting may take before a scenario gives up. They are far above what a healthy cluster needs, so
 * that a busy machine does not change a verdict; a slow cluster is given more by the factor. With a factor below 1 less is
 * given to what may be promised and not come, and not to what the machine needs for itself.
 *
 * @param factor all of them are multiplied by it; 1 is right for a machine of its own
 */
public record Timeouts(double factor) implements RecordingTimeouts {

    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException when it is not a positive number
     */
    public Timeouts {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("the factor for timeouts must be above 0, not " + factor);
        }
    }

    /** {@return the first list and the start of all watches of a namespace} */
    @Override
    public Duration recording() {
        return atLeast(60);
    }

    /** {@return the recording having seen all that the server has, at the end of a scenario} */
    @Override
    public Duration finalState() {
        return atLeast(60);
    }

    /** {@return a new namespace having what pods in it need (its service account)} */
    public Duration namespaceUsable() {
        return atLeast(60);
    }

    /** {@return a static volume becoming Available} */
    public Duration volumeAvailable() {
        return seconds(60);
    }

    /** {@return a released volume having been emptied by its reclaim policy} */
    public Duration volumeRecycled() {
        return seconds(240);
    }

    /** {@return a claim becoming Bound, a volume being made for it included} */
    public Duration claimBound() {
        return seconds(120);
    }

    /** {@return one pod going from created to Ready, an image pull included; a set is given that for each of its pods} */
    public Duration podReady() {
        return seconds(120);
    }

    /** {@return a deleted pod being gone; more than the grace period of every pod that scenarios make} */
    public Duration podGone() {
        return seconds(180);
    }

    /** {@return a node being reported as it is, not heard of any more or Ready again, and its pods being asked to go} */
    public Duration nodeReported() {
        return atLeast(180);
    }

    /** {@return a DNS name leading to a new address; longer than the 30 seconds for which CoreDNS remembers an answer} */
    public Duration dnsAnswer() {
        return seconds(180);
    }

    /** {@return a web server in a Ready pod answering} */
    public Duration pageServed() {
        return seconds(120);
    }

    /** {@return what a pod has written being seen on the NFS server} */
    public Duration fileWritten() {
        return seconds(60);
    }

    /** {@return one command inside a pod} */
    public Duration command() {
        return atLeast(60);
    }

    /** {@return a deleted namespace being gone with everything in it, at the end of a run} */
    public Duration namespaceGone() {
        return atLeast(240);
    }

    /** {@return what is asked of the API server to tell why sets do not go on; what is not had by then is left out} */
    public Duration explanation() {
        return atLeast(20);
    }

    /** {@return one answer of the API server, when what a scenario leaves that did not pass is collected} */
    public Duration diagnosisRequest() {
        return atLeast(5);
    }

    /** {@return everything that is collected of such a scenario; what is not had by then is named instead} */
    public Duration diagnosis() {
        return atLeast(20);
    }

    /** {@return everything that a run has made being gone, at its end} */
    public Duration runGone() {
        return atLeast(240);
    }

    /** What a machine needs and no promise is about: less of it would not show anything sooner. */
    private Duration atLeast(long seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000 * Math.max(1, factor)));
    }

    private Duration seconds(long seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000 * factor));
    }
}
