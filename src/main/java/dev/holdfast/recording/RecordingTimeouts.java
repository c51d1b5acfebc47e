package dev.holdfast.recording;

import java.time.Duration;

/** How long a recording may take to follow the cluster. */
public interface RecordingTimeouts {
    /** {@return the first list and the start of all watches of a namespace} */
    Duration recording();

    /** {@return the recording having seen all that the server has} */
    Duration finalState();
}
