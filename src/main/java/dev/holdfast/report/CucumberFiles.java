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

    /** What the URI of every file below the working directory begins with. */
    private final String here = Path.of("").toAbsolutePath().toUri().toString();

    private final Serializer serializer = new Serializer();
    private final Deserializer deserializer = new Deserializer();
    private MessageToNdjsonWriter messages;
    private MessagesToHtmlWriter html;
    private MessagesToJunitXmlWriter junit;

    /** Called by Cucumber, once a run. */
    public CucumberFiles() {}

    @Override
    public void setEventPublisher(EventPublisher publisher) {
        Path directory = Path.of(System.getProperty("holdfast.report", "target/holdfast"));
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

    /** Files are named in features, and in the stack traces of steps that do not hold. */
    private Envelope portable(Envelope message) throws IOException {
        StringWriter json = new StringWriter();
        serializer.writeValue(json, message);
        String text = json.toString();
        return text.contains(here) ? deserializer.readValue(text.replace(here, "")) : message;
    }
}
