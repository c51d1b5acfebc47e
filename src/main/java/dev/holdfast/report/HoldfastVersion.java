package dev.holdfast.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Holdfast this is. */
public final class HoldfastVersion {

    private HoldfastVersion() {}

    /**
     * The version that was built.
     *
     * @return as in the build file, such as {@code 0.1.0}
     */
    public static String current() {
        try (InputStream stream = HoldfastVersion.class.getResourceAsStream("/dev/holdfast/version.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which version this is", e);
        }
    }
}
