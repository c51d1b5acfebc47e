package dev.holdfast.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times as {@code kubectl} takes them: {@code 90s}, {@code 1h30m}, and days beside. */
final class DurationReader implements ITypeConverter<Duration> {

    private static final Pattern WORDS = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    @Override
    public Duration convert(String text) {
        Matcher words = WORDS.matcher(text);
        if (text.isEmpty() || !words.matches()) {
            throw new TypeConversionException("'" + text + "' is no time such as 90s, 30m, 1h30m or 7d");
        }
        return Duration.ofDays(number(words.group(1)))
                .plusHours(number(words.group(2)))
                .plusMinutes(number(words.group(3)))
                .plusSeconds(number(words.group(4)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
