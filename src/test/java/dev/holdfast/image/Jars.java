package dev.holdfast.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes jars as this project's build does. */
final class Jars {

    private Jars() {}

    /** Makes a jar that names libraries, and puts an empty file in the place of each of them. */
    static Path program(Path folder, String... libraries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", libraries));
        Path jar = folder.resolve("holdfast.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        for (String library : libraries) {
            Path file = folder.resolve(library);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[0]);
        }
        return jar;
    }
}
