package dev.holdfast.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.fault.actor.Actors;
import dev.holdfast.guarantee.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads what the faults are: one file for each, {@code faults/ID.yaml} below the folder of the manifests. */
public final class Faults {

    private static final String ENDING = ".yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** A file as it is written; what may be left out is null then. */
    private record Written(
            @JsonProperty(required = true) String breaks,
            @JsonProperty(required = true) Set<String> guarantees,
            @JsonProperty(required = true) List<String> scenarios,
            boolean healthyInTheEnd,
            boolean smoke,
            boolean alone,
            List<Mutation> admission,
            ProxiedView view,
            List<String> actors,
            String dns) {

        Fault as(String id) {
            return new Fault(
                    id,
                    breaks,
                    guarantees,
                    scenarios,
                    healthyInTheEnd,
                    smoke,
                    alone,
                    admission == null ? List.of() : admission,
                    Optional.ofNullable(view),
                    actors == null ? List.of() : actors,
                    Optional.ofNullable(dns));
        }
    }

    private Faults() {}

    /**
     * Reads all faults.
     *
     * @param manifests the folder of the manifests
     * @return the faults by their ids
     * @throws FaultFileException when a file is not what it should be
     */
    public static List<Fault> read(Path manifests) {
        Path folder = manifests.resolve("faults");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .map(Faults::fault)
                    .sorted(Comparator.comparing(Fault::id))
                    .toList();
        } catch (IOException e) {
            throw new FaultFileException("the folder " + folder + " cannot be read", e);
        }
    }

    private static Fault fault(Path file) {
        String name = file.getFileName().toString();
        Fault fault = written(file).as(name.substring(0, name.length() - ENDING.length()));
        objection(fault).ifPresent(sentence -> {
            throw new FaultFileException(file + ": " + sentence);
        });
        return fault;
    }

    private static Written written(Path file) {
        try {
            return YAML.readValue(Files.readString(file), Written.class);
        } catch (JacksonException e) {
            // The line is known only of what is no YAML at all.
            String place = e.getLocation() == null || e.getLocation().getLineNr() < 1
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ",";
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new FaultFileException(file + place + " says of no fault what it is: " + reason, e);
        } catch (IOException e) {
            throw new FaultFileException(file + " cannot be read", e);
        }
    }

    private static Optional<String> objection(Fault fault) {
        if (!fault.id().matches("F[0-9]{2}[a-z]?")) {
            return Optional.of("a fault is called F, two digits and perhaps a letter");
        }
        if (fault.guarantees().isEmpty() || fault.scenarios().isEmpty()) {
            return Optional.of("a fault breaks a guarantee, and a scenario notices");
        }
        if (fault.means().isEmpty()) {
            return Optional.of("nothing brings the fault about");
        }
        Optional<String> wrong = fault.admission().stream()
                .flatMap(mutation -> Policy.objection(mutation).stream())
                .findFirst();
        Optional<String> unknown = fault.actors().stream()
                .filter(actor -> Actors.named(actor).isEmpty())
                .map(actor -> "nobody is called " + actor)
                .findFirst();
        return wrong.or(() -> unknown).or(() -> unknownGuarantee(fault));
    }

    private static Optional<String> unknownGuarantee(Fault fault) {
        return fault.guarantees().stream()
                .filter(id -> Catalogue.byId(id).isEmpty())
                .sorted()
                .map(id -> "there is no guarantee " + id)
                .findFirst();
    }
}
