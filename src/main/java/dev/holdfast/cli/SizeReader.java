package dev.holdfast.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes: {@code 512MiB}, {@code 1GiB}, or as Kubernetes writes it, {@code 512Mi}. */
final class SizeReader implements ITypeConverter<Long> {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(?:([KMGT])i?B?)?");
    private static final Map<String, Long> UNITS = Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30, "T", 1L << 40);

    @Override
    public Long convert(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new TypeConversionException("'" + text + "' is no size such as 512MiB or 1GiB");
        }
        return Long.parseLong(size.group(1)) * (size.group(2) == null ? 1 : UNITS.get(size.group(2)));
    }
}
