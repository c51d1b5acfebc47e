package dev.holdfast.report;

import dev.holdfast.report.page.ReportPage;
import io.cucumber.htmlformatter.MessagesToHtmlWriter;
import io.cucumber.junitxmlformatter.MessagesToJunitXmlWriter;
import io.cucumber.messages.MessageToNdjsonWriter;
import io.cucumber.messages.ndjson.Deserializer;
import io.cucumber.messages.ndjson.Serializer;
import io.cucumber.messages.types.Envelope;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Cucumber plugin that writes what other programs read into the report directory: Cucumber's messages, its HTML report
 * and JUnit's XML. Cucumber's own plugins write the same, but with the paths of this machine, and they need to be told of the
 * directory before it is known.
 */
public final class CucumberFiles implements ConcurrentEventListener {

    /** Cucumber's own report. */
    static final String HTML = "cucumber.html";

    /** What continuous integration servers read. */
    static final String JUNIT = "junit.xml";

    /** What the names of files begin with that are left as they are seen from the project, or from the report directory. */
    private final List<String> machine = new ArrayList<>();

    private final Serializer serializer = new Serializer();
    private final Deserializer deserializer = new Deserializer();
    private MessageToNdjsonWriter messages;
    private MessagesToHtmlWriter html;
    private MessagesToJunitXmlWriter junit;

    /** Called by Cucumber, once a run. */
    public CucumberFiles() {}

    /**
     * The folder of one of several rounds, in which there is what one run has otherwise.
     *
     * @param directory the report directory
     * @param round which round, from 1
     */
    public static Path ofRound(Path directory, int round) {
        return directory.resolve("round-" + round);
    }

    /**
     * Removes what earlier runs wrote, so that nobody reads it for what this one shows: it may have other rounds.
     *
     * @param directory the report directory
     */
    public static void forget(Path directory) {
        try {
            Path folder = directory;
            for (int round = 1; Files.isDirectory(folder); round++) {
                for (String file : List.of(ReportPage.MESSAGES, HTML, JUNIT)) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                folder = ofRound(directory, round);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear the report directory " + directory, e);
        }
    }

    @Override
    public void setEventPublisher(EventPublisher publisher) {
        Path directory = Path.of(System.getProperty("holdfast.report", "target/holdfast"));
        Stream.concat(Stream.of(directory.toAbsolutePath().normalize()), Shown.bases().stream())
                .filter(base -> base.getNameCount() > 0)
                .flatMap(base -> Stream.of(base.toUri().toString().replaceFirst("/*$", "/"), base + "/"))
                .forEach(machine::add);
        try {
            Files.createDirectories(directory);
            messages = new MessageToNdjsonWriter(
                    Files.newOutputStream(directory.resolve(ReportPage.MESSAGES)), serializer);
            html = MessagesToHtmlWriter.builder(serializer::writeValue)
                    .title("Holdfast")
                    .build(Files.newOutputStream(directory.resolve(HTML)));
            junit = MessagesToJunitXmlWriter.builder()
                    .testSuiteName("Holdfast")
                    .build(Files.newOutputStream(directory.resolve(JUNIT)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the report directory " + directory, e);
        }
        publisher.registerHandlerFor(Envelope.class, this::write);
    }

    private synchronized void write(Envelope message) {
        try {
            Envelope portable = portable(message);
            messages.write(portable);
            html.write(portable);
            junit.write(portable);
            if (message.getTestRunFinished().isPresent()) {
                messages.close();
                html.close();
                junit.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the report directory", e);
        }
    }

    /** Files are named in features, and in what steps say that do not hold. */
    private Envelope portable(Envelope message) throws IOException {
        StringWriter json = new StringWriter();
        serializer.writeValue(json, message);
        String text = json.toString();
        String shown = text;
        for (String beginning : machine) {
            shown = shown.replace(beginning, "");
        }
        return shown.equals(text) ? message : deserializer.readValue(shown);
    }
}
