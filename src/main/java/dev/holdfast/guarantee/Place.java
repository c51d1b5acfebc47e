package dev.holdfast.guarantee;

import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Ordinal;
import dev.holdfast.history.Reading;
import dev.holdfast.history.SetTimeline;
import java.net.URI;
import java.util.OptionalInt;

/** Tells whose page a reading shows. */
final class Place {
    private Place() {}

    /** The ordinal whose page was read, by the host of the URL or by the pod it was read in; empty for other pages. */
    static OptionalInt ofPage(Reading page, SetTimeline set) {
        if (!page.uid().isEmpty()) {
            return set.incarnations().stream()
                    .filter(pod -> pod.uid().equals(page.uid()))
                    .mapToInt(Incarnation::ordinal)
                    .findFirst();
        }
        String host = host(page.subject());
        int dot = host.indexOf('.');
        return Ordinal.of(set.name(), dot < 0 ? host : host.substring(0, dot));
    }

    private static String host(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
