package dev.holdfast.cli;

import dev.holdfast.spelling.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Options in a YAML file: a mapping from the names of options, without their dashes, to values. An option that can be given
 * more than once may have a list, and one that takes {@code NAME=VALUE} a mapping. All refusals are
 * {@link IllegalArgumentException}s with one sentence that names file and line.
 */
final class ConfigFile {

    private final Path file;
    private final Map<String, OptionSpec> known;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private ConfigFile(Path file, Map<String, OptionSpec> known) {
        this.file = file;
        this.known = known;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param known the options that there are, by their names without dashes
     */
    static ConfigFile read(Path file, Map<String, OptionSpec> known) {
        ConfigFile config = new ConfigFile(file, known);
        try (JsonParser parser = YAMLMapper.shared().createParser(Files.readString(file))) {
            config.all(parser);
            return config;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + line(e) + " is not YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read as a file with options", e);
        }
    }

    /**
     * What the file says of an option.
     *
     * @param option its name without dashes
     * @return the value and its line, or nothing
     */
    Optional<Setting> setting(String option) {
        return Optional.ofNullable(settings.get(option));
    }

    private void all(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw wrong(parser, "options are written as lines such as \"nodes: 3\"");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String from = place(parser);
            OptionSpec option = known.get(name);
            if (option == null) {
                throw wrong(parser, "there is no option " + name + Suggestions.question(name, known.keySet()));
            }
            if (settings.put(name, new Setting(value(parser, name, option), from)) != null) {
                throw new IllegalArgumentException(from + ": " + name + " was there already");
            }
        }
    }

    private String value(JsonParser parser, String name, OptionSpec option) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            if (!option.isMultiValue()) {
                throw wrong(parser, name + " takes one value, not a list");
            }
            List<String> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(scalar(parser, "each value of " + name));
            }
            return String.join("\n", values);
        }
        if (token == JsonToken.START_OBJECT) {
            if (!option.isMultiValue()) {
                throw wrong(parser, name + " takes one value, not a mapping");
            }
            List<String> values = new ArrayList<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                values.add(key + "=" + scalar(parser, key));
            }
            return String.join("\n", values);
        }
        return scalar(parser, name);
    }

    private String scalar(JsonParser parser, String what) {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw wrong(parser, what + " has to be a text, a number, true or false");
        }
        return parser.getString();
    }

    private IllegalArgumentException wrong(JsonParser parser, String sentence) {
        return new IllegalArgumentException(place(parser) + ": " + sentence);
    }

    private String place(JsonParser parser) {
        return file + ", line " + parser.currentTokenLocation().getLineNr();
    }

    private static String line(JacksonException e) {
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr() + ",";
    }
}
