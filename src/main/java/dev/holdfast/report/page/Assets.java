package dev.holdfast.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What is written into the page beside its text.
 *
 * @param style the style sheet
 * @param library the library that the timelines are drawn with
 * @param script what draws them
 */
public record Assets(String style, String library, String script) {

    /** The place of D3 inside of its WebJar; its version is the one that the build names. */
    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";

    /** {@return the assets that belong to this version} */
    public static Assets load() {
        return new Assets(text("report.css"), text(D3), text("timeline.js"));
    }

    /**
     * A style sheet.
     *
     * @param file its name beside this class
     */
    public static String style(String file) {
        return text(file);
    }

    private static String text(String resource) {
        try (InputStream stream = Assets.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
