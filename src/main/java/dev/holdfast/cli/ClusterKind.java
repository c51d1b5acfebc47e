package dev.holdfast.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The kinds of cluster that a run can be given. */
enum ClusterKind {
    /** In a Docker container, by Testcontainers' K3sContainer. */
    K3S,
    /** Built from the upstream sources and run on this machine without Docker. */
    EMBEDDED;

    /** {@return what the kind is called on a command line} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words, for those who complete a command line. */
    static final class Words extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        /** Made by picocli. */
        Words() {
            Arrays.stream(values()).map(ClusterKind::word).forEach(this::add);
        }
    }

    /** Reads a kind from a command line. */
    static final class Reader implements ITypeConverter<ClusterKind> {

        /** Made by picocli. */
        Reader() {}

        @Override
        public ClusterKind convert(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + word + "' is not one of "
                            + Arrays.stream(values()).map(ClusterKind::word).collect(Collectors.joining(", "))));
        }
    }
}
