package dev.holdfast.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.holdfast.report.HoldfastVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * The container image of this program. It runs as a user who owns nothing, writes to no folder of its own but {@code /tmp},
 * and takes the same commands as the launcher.
 */
public final class HoldfastImage {

    /**
     * As the launcher starts it. Of the memory that a container is given, most is for Java, for there is nobody else.
     */
    private static final List<String> ENTRYPOINT = List.of(
            "java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxRAMPercentage=60",
            "-Dholdfast.home=" + Layers.HOME,
            "-Dholdfast.program=holdfast",
            "-jar",
            Layers.HOME + "/holdfast.jar");

    /** For one layer that is being compressed. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final Path work;
    private final Optional<BaseImage> base;
    private final ProgramFiles program;

    /**
     * Chooses what to make it of: this program, as it runs.
     *
     * @param home the project's folder
     * @param work an empty folder for intermediate files
     * @param base the image with Java in it that it is built on; nothing means one that is made of what this machine has
     * @throws ImageFailedException when this program does not run from a jar
     */
    public HoldfastImage(Path home, Path work, Optional<BaseImage> base) throws ImageFailedException {
        this(home, work, base, ProgramFiles.of(HoldfastImage.class));
    }

    HoldfastImage(Path home, Path work, Optional<BaseImage> base, ProgramFiles program) {
        this.home = home;
        this.work = work;
        this.base = base;
        this.program = program;
    }

    /**
     * Makes it, and brings it to where it is wanted.
     *
     * @param destinations where to
     * @return its digest, the same for the same files
     * @throws ImageFailedException when it cannot be made or brought there
     */
    public String make(List<Destination> destinations) throws ImageFailedException, InterruptedException {
        ExecutorService steps = Executors.newCachedThreadPool();
        try {
            JibContainerBuilder builder = builder();
            String digest = "";
            for (Destination destination : destinations) {
                JibContainer made =
                        builder.containerize(containerizer(destination).setExecutorService(steps));
                digest = made.getDigest().toString();
            }
            return digest;
        } catch (ExecutionException | IOException | CacheDirectoryCreationException | RegistryException failed) {
            throw new ImageFailedException("the image cannot be made: " + FailureReason.of(failed), failed);
        } finally {
            end(steps);
        }
    }

    /** When one step fails, others still write to the folder, which its owner is about to remove. */
    private static void end(ExecutorService steps) throws InterruptedException {
        steps.shutdownNow();
        if (!steps.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LoggerFactory.getLogger(HoldfastImage.class)
                    .warn("a step of making the image did not end within {} s", PATIENCE.toSeconds());
        }
    }

    private JibContainerBuilder builder() throws ImageFailedException, IOException {
        JibContainerBuilder builder;
        if (base.isPresent()) {
            builder = base.get().builder();
        } else {
            builder = Jib.fromScratch();
            builder.setFileEntriesLayers(new ArrayList<>(Layers.ownBase(work)))
                    .addEnvironmentVariable("PATH", Layers.JAVA + "/bin")
                    // Names of files are UTF-8, whatever a container says about languages.
                    .addEnvironmentVariable("LANG", "C.UTF-8");
        }
        Layers.program(program, home).forEach(builder::addFileEntriesLayer);
        return builder.setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setEntrypoint(ENTRYPOINT)
                .setProgramArguments("--help")
                .setWorkingDirectory(AbsoluteUnixPath.get(Layers.HOME))
                .setUser(Layers.USER + ":" + Layers.USER)
                .addLabel("org.opencontainers.image.title", "holdfast")
                .addLabel("org.opencontainers.image.version", HoldfastVersion.current())
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0");
    }

    private Containerizer containerizer(Destination destination) throws ImageFailedException {
        return destination
                .containerizer()
                .setToolName("holdfast")
                .setBaseImageLayersCache(work.resolve("base-layers"))
                .setApplicationLayersCache(work.resolve("layers"));
    }

    /** {@return this machine's, whose Java it may be, in the words of images} */
    private static String architecture() {
        String java = System.getProperty("os.arch");
        return switch (java) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
