package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.history.Action;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.ControllerActivity.InVain;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the pages that a pod serves once it is Ready with what its predecessors wrote. */
final class KeptPages {
    private final Attribution attribution;
    private final Findings findings;
    private final Map<Integer, List<WrittenFile>> writes = new HashMap<>();
    private final Map<Integer, List<ExternalRead>> pages = new HashMap<>();

    private final ControllerActivity activity;
    private final Claims claims;

    KeptPages(History history, SetTimeline set, Claims claims, Attribution attribution, Findings findings) {
        this.attribution = attribution;
        this.findings = findings;
        this.activity = ControllerActivity.of(set);
        this.claims = claims;
        for (WrittenFile write : WrittenFile.of(history, set, claims)) {
            writes.computeIfAbsent(write.ordinal(), any -> new ArrayList<>()).add(write);
        }
        StorageLocation place = StorageLocation.of(set, claims);
        for (ExternalRead page : history.readings(ExternalRead.PAGE)) {
            place.of(page).ifPresent(ordinal -> pages.computeIfAbsent(ordinal, any -> new ArrayList<>())
                    .add(page));
        }
    }

    /** Judges what a pod served; tells whether there was anything to compare. */
    boolean judge(Incarnation pod) {
        Optional<Observation> ready = pod.firstReady();
        Optional<WrittenFile> written = lastBefore(pod);
        if (ready.isEmpty() || written.isEmpty() || !sameClaim(written.get(), pod)) {
            return false;
        }
        long end = end(pod);
        List<ExternalRead> served = pages.getOrDefault(pod.ordinal(), List.of()).stream()
                .filter(page -> page.index() > ready.get().index() && page.index() < end)
                .toList();
        if (served.isEmpty()) {
            return false;
        }
        findings.judged();
        ExternalRead last = served.get(served.size() - 1);
        String content = written.get().content();
        // The way to the page may need a moment, its content not.
        served.stream()
                .filter(page -> page.served() ? !page.text().equals(content) : page.equals(last))
                .findFirst()
                .ifPresent(page -> wrong(pod, written.get(), ready.get(), page));
        return true;
    }

    private void wrong(Incarnation pod, WrittenFile written, Observation ready, ExternalRead page) {
        String sentence = Phrases.pod(pod) + ", Ready " + Phrases.at(ready) + ", answered " + answer(page) + " at "
                + page.subject() + ", but its predecessor had written " + Phrases.quote(written.content());
        Optional<InVain> inVain = activity.inVainAfter(page);
        if (!page.answered()) {
            findings.open(
                    sentence + "; that there was no answer says nothing of what is kept",
                    written.action(),
                    ready,
                    page);
        } else if (page.served() || inVain.flatMap(InVain::control).isPresent()) {
            findings.broken(sentence, written.action(), ready, page);
        } else if (inVain.isPresent()) {
            findings.open(sentence + inVain.get().clause(), written.action(), ready, page);
        } else {
            findings.overdue(sentence, written.action(), ready, page);
        }
    }

    /** Whether the pod has the claim into which that was written, as far as both are known. */
    private boolean sameClaim(WrittenFile written, Incarnation pod) {
        return written.claim()
                .map(claim -> claims.of(pod).values().stream()
                        .filter(claim.name()::equals)
                        .flatMap(name -> claims.usedBy(pod, name).stream())
                        .allMatch(now -> now.uid().equals(claim.uid())))
                .orElse(true);
    }

    private Optional<WrittenFile> lastBefore(Incarnation pod) {
        return writes.getOrDefault(pod.ordinal(), List.of()).stream()
                .filter(write -> write.index() < pod.lifetime().first().index())
                .reduce((earlier, later) -> later);
    }

    /** Where the pod's answers cease to count: it is written to, or it goes. */
    private long end(Incarnation pod) {
        long rewritten = writes.getOrDefault(pod.ordinal(), List.of()).stream()
                .mapToLong(WrittenFile::index)
                .filter(index -> index > pod.lifetime().first().index())
                .findFirst()
                .orElse(Long.MAX_VALUE);
        long deleted = attribution.of(pod).map(Action::index).orElse(Long.MAX_VALUE);
        long ending = pod.firstTerminating().map(Observation::index).orElse(Long.MAX_VALUE);
        return Math.min(rewritten, Math.min(deleted, ending));
    }

    private static String answer(ExternalRead page) {
        if (!page.answered()) {
            return "nothing";
        }
        return page.served()
                ? Phrases.quote(page.text())
                : "with HTTP status " + page.values().get(0);
    }
}
