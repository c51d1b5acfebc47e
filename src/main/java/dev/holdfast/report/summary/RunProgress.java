package dev.holdfast.report.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a run came. */
public enum RunProgress {
    /** It began and did not end: it is going on, or it was killed. */
    @JsonProperty("running")
    RUNNING,
    /** The cluster was found unfit; nothing was run. */
    @JsonProperty("refused")
    REFUSED,
    /** It was told to end before its end. */
    @JsonProperty("interrupted")
    INTERRUPTED,
    /** It came to its end. */
    @JsonProperty("ended")
    ENDED
}
