package dev.holdfast.cli;

import dev.holdfast.specification.ScenarioProfile;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a profile of scenarios from a command line. */
final class ProfileReader implements ITypeConverter<ScenarioProfile> {

    /** Made by picocli. */
    ProfileReader() {}

    @Override
    public ScenarioProfile convert(String word) {
        return Arrays.stream(ScenarioProfile.values())
                .filter(profile -> profile.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is not one of "
                        + Arrays.stream(ScenarioProfile.values())
                                .map(ScenarioProfile::toString)
                                .collect(Collectors.joining(", "))));
    }
}
