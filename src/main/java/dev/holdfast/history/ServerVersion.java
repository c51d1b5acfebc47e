package dev.holdfast.history;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Kubernetes was recorded. A promise may be younger than a server, or be kept otherwise by an earlier one.
 *
 * @param version as the API server tells it, such as {@code v1.37.2}
 */
public record ServerVersion(long index, Instant at, String version) implements Bookkeeping {
    private static final Pattern RELEASE = Pattern.compile("v?(\\d+)\\.(\\d+).*");

    /** The version that a server told just now, for a log to place. */
    public static ServerVersion of(String version) {
        return new ServerVersion(UNPLACED, Instant.now(), version);
    }

    /** Whether it is this minor release or a later one; false when the server does not tell it in a way that is understood. */
    public boolean isAtLeast(int major, int minor) {
        Matcher release = RELEASE.matcher(version);
        if (!release.matches()) {
            return false;
        }
        int ownMajor = Integer.parseInt(release.group(1));
        return ownMajor > major || (ownMajor == major && Integer.parseInt(release.group(2)) >= minor);
    }

    @Override
    public ServerVersion placed(long index) {
        return new ServerVersion(index, at, version);
    }
}
