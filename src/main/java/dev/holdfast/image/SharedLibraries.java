package dev.holdfast.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shared libraries of this machine that programs load, the dynamic linker among them. They are named by where that linker
 * finds them, which is where it will look for them elsewhere.
 */
final class SharedLibraries {

    /** {@code libz.so.1 => /lib/libz.so.1 (0x…)}, or without an arrow for the linker itself. */
    private static final Pattern LOADED = Pattern.compile("\\s*(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");

    private SharedLibraries() {}

    /**
     * What is needed to run whatever is in a folder.
     *
     * @param folder a folder with programs and libraries of its own
     * @return the libraries outside of it
     * @throws ImageFailedException when that cannot be found out
     */
    static Set<Path> outside(Path folder) throws ImageFailedException {
        List<String> command = new ArrayList<>(List.of("ldd"));
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(SharedLibraries::isLinked).map(Path::toString).sorted().forEach(command::add);
        } catch (IOException e) {
            throw new ImageFailedException("the folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return loaded(output(command)).stream()
                .filter(library -> !library.startsWith(folder))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads what {@code ldd} says. What it does not find is passed over: libraries in the folder find each other once the
     * program has loaded them.
     *
     * @param said its output
     * @return the libraries that it found
     */
    static Set<Path> loaded(String said) {
        return said.lines()
                .map(LOADED::matcher)
                .filter(Matcher::matches)
                .map(line -> Path.of(line.group(1)).normalize())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isLinked(Path file) {
        return Files.isRegularFile(file)
                && (file.toString().endsWith(".so") || (file.getParent().endsWith("bin") && Files.isExecutable(file)));
    }

    private static String output(List<String> command) throws ImageFailedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ImageFailedException("it cannot be told which libraries Java needs: ldd ended with exit code "
                        + process.exitValue());
            }
            return said;
        } catch (IOException e) {
            throw new ImageFailedException("it cannot be told which libraries Java needs: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageFailedException("interrupted", e);
        }
    }
}
