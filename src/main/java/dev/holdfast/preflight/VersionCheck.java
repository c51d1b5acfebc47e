package dev.holdfast.preflight;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the release of Kubernetes is one whose promises are known. */
record VersionCheck(String version) implements Check {

    private static final int OLDEST = 27;
    private static final int NEWEST = 37;
    private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d+)\\D.*");

    @Override
    public List<Finding> look() {
        Matcher matcher = VERSION.matcher(version + " ");
        boolean supported = matcher.matches()
                && Integer.parseInt(matcher.group(1)) >= OLDEST
                && Integer.parseInt(matcher.group(1)) <= NEWEST;
        return List.of(
                supported
                        ? Finding.fit("version", "Kubernetes " + version)
                        : Finding.unfit(
                                "version",
                                "Kubernetes " + version + " is not one of 1." + OLDEST + " to 1." + NEWEST,
                                "choose another cluster, or a release of Holdfast that knows this one"));
    }
}
