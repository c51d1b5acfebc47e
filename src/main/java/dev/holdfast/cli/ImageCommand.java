package dev.holdfast.cli;

import dev.holdfast.image.BaseImage;
import dev.holdfast.image.Destination;
import dev.holdfast.image.HoldfastImage;
import dev.holdfast.image.ImageFailedException;
import dev.holdfast.image.ImageName;
import dev.holdfast.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast image}: makes the container image of Holdfast itself. */
@Command(
        name = "image",
        description = {
            "Makes the container image of Holdfast itself, to run it in a cluster (manifests/job.yaml).",
            "Neither a container engine nor a registry is needed for it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        sortOptions = false)
final class ImageCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write it to this archive, as docker load and ctr images import take it.")
    private Path output;

    @Option(
            names = "--name",
            paramLabel = "REFERENCE",
            description = "What it is called in the archive. Default: the name in manifests/job.yaml.")
    private String name = ImageName.DEFAULT;

    @Option(
            names = "--to",
            paramLabel = "REFERENCE",
            description = "Push it to a registry under this name, with the credentials that docker login saved.")
    private String to;

    @Option(
            names = "--base",
            paramLabel = "REFERENCE",
            description = "Build it on this image, which has Java 17 or newer: a name in a registry, or tar://FILE."
                    + " Default: one made of this machine's Java and the libraries that it needs.")
    private String base;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Destination> destinations = destinations();
        Path work = Files.createTempDirectory("holdfast-image-");
        try {
            HoldfastImage image = new HoldfastImage(
                    VerifyOptions.home(),
                    work,
                    Optional.ofNullable(base).map(reference -> read(() -> BaseImage.named(reference), "--base")));
            parent.terminal().progress("holdfast: making the image…");
            String digest = image.make(destinations);
            parent.terminal().result(told(digest));
            return ExitCode.KEPT;
        } catch (ImageFailedException failed) {
            throw new ParameterException(spec.commandLine(), failed.getMessage(), failed);
        } finally {
            remove(work);
        }
    }

    private List<Destination> destinations() {
        List<Destination> destinations = new ArrayList<>();
        if (output != null) {
            if (Files.isDirectory(output)
                    || !Files.isDirectory(output.toAbsolutePath().getParent())) {
                throw new ParameterException(
                        spec.commandLine(), "--output " + output + " is not a file in a folder that is there");
            }
            destinations.add(read(() -> Destination.file(output.toAbsolutePath(), name), "--name"));
        }
        if (to != null) {
            destinations.add(read(() -> Destination.registry(to), "--to"));
        }
        if (destinations.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "it is not said where the image goes: --output FILE, --to REFERENCE or both");
        }
        return destinations;
    }

    private <T> T read(Supplier<T> reading, String option) {
        try {
            return reading.get();
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), option + ": " + refused.getMessage());
        }
    }

    private String told(String digest) throws IOException {
        List<String> lines = new ArrayList<>();
        if (output != null) {
            lines.add(output + " holds " + name + " (" + Files.size(output) / 1_000_000 + " MB, " + digest + ")");
        }
        if (to != null) {
            lines.add(to + " is pushed (" + digest + ")");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
