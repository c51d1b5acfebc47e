package dev.holdfast.image;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** A Java runtime with the modules that a run needs and no others, linked from the JDK that this process runs on. */
final class JavaRuntime {

    /**
     * What a run and its libraries use, found by running it. Libraries also speak of {@code java.desktop}, which they do
     * without, and which would want the libraries of a window system.
     */
    static final List<String> MODULES = List.of(
            "java.base",
            // Cucumber reads how names are spelled in Java.
            "java.compiler",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.sql",
            "java.xml",
            "jdk.crypto.ec",
            // What `observe --serve` serves with.
            "jdk.httpserver",
            "jdk.management",
            "jdk.unsupported",
            // Cucumber looks for steps in jars as in a file system.
            "jdk.zipfs");

    private JavaRuntime() {}

    /**
     * Links one.
     *
     * @param folder where to, which must not be there yet
     * @throws ImageFailedException when this JDK cannot link
     */
    static void link(Path folder) throws ImageFailedException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new ImageFailedException("this Java (" + System.getProperty("java.home")
                        + ") has no jlink: use a whole JDK, or name an image with Java in it with --base"));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int code = jlink.run(
                writer,
                writer,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString());
        if (code != 0) {
            throw new ImageFailedException("a Java runtime cannot be linked: "
                    + said.toString().strip().lines().findFirst().orElse("jlink ended with exit code " + code));
        }
    }
}
