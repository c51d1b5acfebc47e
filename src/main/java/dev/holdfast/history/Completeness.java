package dev.holdfast.history;

import java.util.List;
import java.util.Optional;

/** Up to which revision a history has everything that happened to objects of some kinds. */
public final class Completeness {
    private final History history;
    private final List<Gap> gaps;
    private String kind = "";
    private long revision = Long.MAX_VALUE;

    Completeness(History history, String... kinds) {
        this.history = history;
        this.gaps = history.gaps(kinds);
        for (String each : kinds) {
            long known = history.knownOf(each);
            if (known < revision) {
                kind = each;
                revision = known;
            }
        }
    }

    /** The first place where events of these kinds may be missing. */
    public Optional<Gap> gap() {
        return gaps.stream().findFirst();
    }

    /** The kind of which the least is known; empty when everything is known of all of them. */
    public String kind() {
        return kind;
    }

    /** The last revision up to which nothing is missing. */
    public long revision() {
        return revision;
    }

    /** Whether nothing is missing that happened before an entry, or with it. */
    public boolean covers(Entry entry) {
        return revision == Long.MAX_VALUE || history.revisionAt(entry) <= revision;
    }
}
