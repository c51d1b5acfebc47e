package dev.holdfast.lives;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The recorded life of one StatefulSet on a healthy cluster: everything that happened in its namespace, seen by somebody who did
 * nothing to it and noted no action.
 *
 * @param name of the file, without its ending
 * @param what was done to the set
 * @param broken the guarantees that were broken in it, or from which Kubernetes is known to deviate there
 * @param kept guarantees for which it shows enough to say that they were kept
 */
record Life(String name, String what, Set<String> broken, Set<String> kept) {

    static Life of(String name, String what) {
        return new Life(name, what, Set.of(), Set.of());
    }

    Life broke(String... guarantees) {
        return new Life(name, what, Set.of(guarantees), kept);
    }

    Life kept(String... guarantees) {
        return new Life(name, what, broken, Set.of(guarantees));
    }

    History history() throws IOException, URISyntaxException {
        return HistoryFile.read(
                Path.of(Life.class.getResource(name + ".jsonl.gz").toURI()));
    }

    List<Judgement> judgements() throws IOException, URISyntaxException {
        return Judge.of(history(), Runnable::run);
    }

    @Override
    public String toString() {
        return name + ": " + what;
    }
}
