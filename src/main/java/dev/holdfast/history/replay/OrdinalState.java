package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import java.util.Optional;

/** What is known of one ordinal at a moment of a {@link ReplayState}. */
public final class OrdinalState {
    private Incarnation pod;
    private boolean exists;
    private boolean healthy;
    private boolean ending;
    private int pods;
    private Observation since;
    private boolean lostToOthers;
    private String filedUnder = "";

    void begins(Incarnation newPod, Observation at) {
        pod = newPod;
        exists = true;
        healthy = false;
        ending = false;
        pods++;
        since = at;
        lostToOthers = false;
    }

    void healthy(Observation at) {
        healthy = true;
        since = at;
        lostToOthers = false;
    }

    void loses(Observation at, boolean toOthers) {
        healthy = false;
        since = at;
        lostToOthers = toOthers;
    }

    void ends(Observation at, boolean explained) {
        ending = true;
        healthy = false;
        since = at;
        lostToOthers = explained;
    }

    void gone(Observation at) {
        exists = false;
        healthy = false;
        since = at;
    }

    /** The pod that holds the ordinal, or held it last. */
    public Incarnation pod() {
        return pod;
    }

    /** There, with its deletion asked for or not. */
    public boolean exists() {
        return exists;
    }

    /** Running and Ready, and its deletion not asked for. */
    boolean healthy() {
        return healthy;
    }

    /** There, with its deletion not asked for. */
    public boolean standing() {
        return exists && !ending;
    }

    /** Whether another pod held the ordinal before. */
    boolean replaced() {
        return pods > 1;
    }

    /** The revision under which the situation keeps the ordinal; empty for none. */
    String filedUnder() {
        return filedUnder;
    }

    void fileUnder(String revision) {
        filedUnder = revision;
    }

    /** Since when it is as it is. */
    Observation since() {
        return since;
    }

    /** Whether it is not healthy for a reason that the controller has to learn, not by its own doing. */
    boolean lostToOthers() {
        return lostToOthers;
    }

    /** Why the ordinal is not healthy, to follow "pod 2 was created at resourceVersion 4711 while". */
    String plight() {
        String name = Phrases.pod(pod.ordinal());
        if (!exists) {
            return name + " was gone since resourceVersion " + since.resourceVersion();
        }
        if (ending) {
            return name + ", deleted " + Phrases.at(pod.firstTerminating().orElse(since)) + ", was not gone"
                    + pod.deleted()
                            .map(gone -> " until resourceVersion " + gone.resourceVersion())
                            .orElse(" until the recording ended");
        }
        if (pod.ready().stream().anyMatch(ready -> ready.from().resourceVersion() < since.resourceVersion())) {
            return name + " was not Ready: it had ceased to be so " + Phrases.at(since);
        }
        return name + " was not Ready"
                + pod.firstReady()
                        .map(ready -> ": its Ready condition turned True only " + Phrases.at(ready))
                        .orElse(", and never turned Ready (uid " + pod.uid() + ")");
    }

    /** The observation that shows the plight. */
    Observation evidence() {
        boolean neverReady = exists && !ending && !lostToOthers;
        return (neverReady ? pod.firstReady() : Optional.<Observation>empty()).orElse(since);
    }
}
