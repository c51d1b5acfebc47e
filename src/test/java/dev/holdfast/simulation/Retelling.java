package dev.holdfast.simulation;

import dev.holdfast.history.Action;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The same history told otherwise, or a part of it. */
final class Retelling {
    private static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\"(\\d+)\"");

    private Retelling() {}

    /** As the file of a recorder that was killed when so many percent of the entries were there. */
    static History begun(History history, int percent) {
        List<Entry> entries = history.entries();
        List<Entry> begun = new ArrayList<>(entries.subList(0, entries.size() * percent / 100));
        begun.add(Gap.of(Gap.EVERY_KIND, "the file ends before the recording was finished"));
        return History.of(begun);
    }

    /** Without what was seen of a kind in a part of it, which a gap says. */
    static History withGap(History history, String kind, int from, int to) {
        List<Entry> kept = new ArrayList<>();
        int position = 0;
        for (Entry entry : history.entries()) {
            boolean lost = position >= from
                    && position < to
                    && entry instanceof Observation seen
                    && seen.object().kind().equals(kind);
            if (position == to) {
                kept.add(Gap.of(kind, "410 Gone"));
            }
            if (!lost) {
                kept.add(entry);
            }
            position++;
        }
        if (to >= position) {
            kept.add(Gap.of(kind, "410 Gone"));
        }
        return History.of(kept);
    }

    /** By a recorder whose clock is late. */
    static History byAnotherClock(History history) {
        return each(history, at -> at.minus(Duration.ofHours(3)), text -> text);
    }

    /** Of a cluster with another date. */
    static History onAnotherDay(History history) {
        return each(history, at -> at, text -> text.replace("\"2026-11-", "\"2026-10-"));
    }

    /** Of a set, a namespace and objects with other names and uids. */
    static History byOtherNames(History history) {
        return each(history, at -> at, text -> text.replace("web", "shop")
                .replace("\"sim\"", "\"prod\"")
                .replace("#", "-uid-"));
    }

    /** With what happened in another namespace at the same time. */
    static History beside(History history, History other) {
        History own = each(history, at -> at, text -> versions(text, 0));
        History foreign = each(other, at -> at, text -> versions(text, 1)
                .replace("\"sim\"", "\"beside\"")
                .replace("#", "@")
                .replace("pvc-", "vol-"));
        List<Entry> all = new ArrayList<>(own.entries());
        foreign.entries().stream()
                .filter(entry -> entry instanceof Action || (entry instanceof Observation seen && !ofCluster(seen)))
                .forEach(all::add);
        all.sort(Comparator.comparing(Entry::at));
        return History.of(all);
    }

    /** Whatever belongs to no namespace comes by one watch for all, in the order of the store. */
    private static boolean ofCluster(Observation seen) {
        return seen.object().namespace().isEmpty();
    }

    private static String versions(String text, int odd) {
        return VERSION.matcher(text)
                .replaceAll((MatchResult found) ->
                        "\"resourceVersion\":\"" + (2 * Long.parseLong(found.group(1)) + odd) + "\"");
    }

    private static History each(History history, UnaryOperator<Instant> clock, UnaryOperator<String> words) {
        return History.of(history.entries().stream()
                .map(entry -> retold(entry, clock, words))
                .toList());
    }

    private static Entry retold(Entry entry, UnaryOperator<Instant> clock, UnaryOperator<String> words) {
        if (entry instanceof Observation seen) {
            return new Observation(
                    Entry.UNPLACED,
                    clock.apply(seen.at()),
                    seen.change(),
                    Resource.parse(words.apply(seen.object().text())));
        }
        if (entry instanceof Action action) {
            return new Action(
                    Entry.UNPLACED,
                    clock.apply(action.at()),
                    action.description(),
                    action.verb(),
                    action.kind(),
                    inner(words, action.namespace()),
                    inner(words, action.name()),
                    inner(words, action.uid()),
                    action.details());
        }
        if (entry instanceof ExternalRead read) {
            return new ExternalRead(
                    Entry.UNPLACED,
                    clock.apply(read.at()),
                    read.what(),
                    inner(words, read.subject()),
                    inner(words, read.uid()),
                    read.values().stream().map(value -> inner(words, value)).toList());
        }
        return entry;
    }

    private static String inner(UnaryOperator<String> words, String text) {
        String quoted = words.apply('"' + text + '"');
        return quoted.substring(1, quoted.length() - 1);
    }
}
