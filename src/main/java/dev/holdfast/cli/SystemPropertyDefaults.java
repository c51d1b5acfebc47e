package dev.holdfast.cli;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes an option that was not given from the system property of its name: {@code --nodes} from {@code holdfast.nodes}. */
final class SystemPropertyDefaults implements IDefaultValueProvider {

    @Override
    public String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()) {
            String value = System.getProperty("holdfast." + option.longestName().replaceFirst("^--", ""));
            return value == null || value.isBlank() ? null : value;
        }
        return null;
    }
}
