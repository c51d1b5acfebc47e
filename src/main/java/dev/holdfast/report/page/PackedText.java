package dev.holdfast.report.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Text of a page that is seldom looked at, in a tenth of its room and without a part in the document: a browser unpacks it with what
 * it has for compressed answers.
 */
final class PackedText {

    private PackedText() {}

    /** {@return the text in UTF-8, as gzip, in Base64} */
    static String of(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into memory", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }
}
