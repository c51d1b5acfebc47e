package dev.holdfast.cli;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.JudgedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.ZipException;
import picocli.CommandLine.ParameterException;

/** Files that have histories in them, and how they are judged. */
final class JudgedFiles {

    private final Set<String> guarantees;
    private final Function<String, ParameterException> wrong;

    /**
     * Looks whether there are such files.
     *
     * @param files the files
     * @param guarantees the ids of those to judge by; all that have something to judge when it is empty
     * @param wrong makes what is thrown of a sentence
     * @throws ParameterException when one is not there
     */
    JudgedFiles(List<Path> files, Set<String> guarantees, Function<String, ParameterException> wrong) {
        this.guarantees = guarantees;
        this.wrong = wrong;
        for (Path file : files) {
            // The empty path is the folder that one is in.
            if (file.toString().isEmpty()) {
                throw wrong.apply("the name of a history is empty");
            }
            if (Files.isDirectory(file)) {
                Path saved = file.resolve("histories");
                throw wrong.apply(file + " is a folder; judge takes the histories in it: "
                        + (Files.isDirectory(saved) ? saved : file) + "/*.jsonl");
            }
            if (!Files.isReadable(file)) {
                throw wrong.apply(
                        Files.exists(file)
                                ? "the history " + file + " may not be read"
                                : "there is no history " + file);
            }
        }
    }

    /**
     * Judges one of them.
     *
     * @throws ParameterException when it cannot be read, or there is no history in it
     */
    JudgedHistory judge(Path file) {
        return judge(file, read(file));
    }

    private History read(Path file) {
        try {
            History history = HistoryFile.read(file);
            // Of a file that was cut off before its first entry was whole, only that is known.
            if (!history.entries().isEmpty() && history.entries().stream().allMatch(Gap.class::isInstance)) {
                throw wrong.apply(file + " is no history: there is not one whole entry in it");
            }
            return history;
        } catch (IllegalArgumentException noHistory) {
            throw wrong.apply(noHistory.getMessage());
        } catch (ZipException broken) {
            throw wrong.apply(file + " is compressed by gzip and cannot be read to its end: " + broken.getMessage());
        } catch (IOException e) {
            throw wrong.apply("the history " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Judges a history.
     *
     * @param file where it is, or what it is called
     */
    JudgedHistory judge(Path file, History history) {
        ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            return new JudgedHistory(file, history, judgements(history, executor));
        } finally {
            executor.shutdown();
        }
    }

    private List<Judgement> judgements(History history, ExecutorService executor) {
        if (guarantees.isEmpty()) {
            return Judge.of(history, executor).stream()
                    .filter(Judgement::concerned)
                    .toList();
        }
        List<Guarantee> named = Catalogue.all().stream()
                .filter(guarantee -> guarantees.contains(guarantee.id()))
                .toList();
        return Judge.by(named, history, executor);
    }
}
