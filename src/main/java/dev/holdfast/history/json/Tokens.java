package dev.holdfast.history.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads JSON in one pass over its bytes, and only where somebody looks: histories are large, and little of each object is looked
 * at. A general parser takes every name and every number apart before it can leave them out; this one goes past them.
 *
 * <p>Whoever is called for a field or an element reads its value by one of the methods here, or not at all; then it is skipped.
 * What is skipped is not checked beyond its brackets and quotes.
 */
public final class Tokens {
    private static final long LAST_TENTH = Long.MAX_VALUE / 10;
    private static final long LAST_DIGIT = Long.MAX_VALUE % 10;

    private final byte[] bytes;
    private final int limit;
    private final Shared shared;
    private int at;
    private int end = -1;
    private Name field;

    /** Is called for each field of an object. */
    public interface Field {
        /** Reads the value of the field of that name, or leaves it. */
        void read(String name);
    }

    /** Begins with the value that lies there. */
    public Tokens(byte[] bytes, int from, int to, Shared shared) {
        this.bytes = bytes;
        this.limit = to;
        this.shared = shared;
        this.at = blank(from);
        this.field = shared.whole();
    }

    /** Goes on to the value that follows, such as the next line; tells whether there is one. */
    public boolean next() {
        at = blank(end());
        end = -1;
        return at < limit;
    }

    /** Where values are kept that occur many times. */
    public Shared shared() {
        return shared;
    }

    /** Where the value begins. */
    public int begin() {
        return at;
    }

    /** Where the value ends. */
    public int end() {
        if (end < 0) {
            byte first = byteAt(at);
            end = first == '{' || first == '[' ? at + known().length() : Extent.end(bytes, at, limit);
        }
        return end;
    }

    /** Reads each field of an object; anything else has none. */
    public void fields(Field reader) {
        if (!isObject()) {
            return;
        }
        int begin = at;
        Name outer = field;
        Name last = null;
        int position = blank(begin + 1);
        while (byteAt(position) != '}') {
            Name name = name(outer, last == null ? outer.inner() : last.next(), position);
            if (last == null) {
                outer.inner(name);
            } else {
                last.next(name);
            }
            at = blank(expect(blank(position + name.length()), ':') + 1);
            end = -1;
            field = name;
            reader.read(name.text());
            position = following(end(), '}');
            last = name;
        }
        field = outer;
        at = begin;
        end = position + 1;
    }

    /** Reads each element of an array; anything else has none. */
    public void elements(Runnable reader) {
        if (!isArray()) {
            return;
        }
        int begin = at;
        int position = blank(begin + 1);
        while (byteAt(position) != ']') {
            at = position;
            end = -1;
            reader.run();
            position = following(end(), ']');
        }
        at = begin;
        end = position + 1;
    }

    private Name name(Name outer, Name expected, int from) {
        return expected != null && expected.isAt(bytes, from, limit)
                ? expected
                : outer.inside(shared.name(bytes, expect(from, '"'), Extent.end(bytes, from, limit)));
    }

    /** Takes the value as that of a sort of objects, which say other things at this place than others do. */
    public void apart(String sort) {
        field = field.apart(sort);
    }

    /** The object or array as one that is known from now on. */
    private Known.Value known() {
        Known.Value value = shared.known().at(bytes, at, limit);
        return value == null ? shared.known().remember(bytes, at, Extent.end(bytes, at, limit), limit) : value;
    }

    /** The text of a field of the object that begins there, wherever we are; empty when it has none. */
    public String fieldAhead(String wanted, int begin) {
        Tokens ahead = new Tokens(bytes, begin, limit, shared);
        String[] found = {""};
        ahead.fields(name -> found[0] = name.equals(wanted) ? ahead.text() : found[0]);
        return found[0];
    }

    /** The value as text, for values that occur often; empty for null, objects and arrays. */
    public String text() {
        if (byteAt(at) != '"') {
            return shared.one(unsharedText());
        }
        Quoted last = field.value();
        if (last == null || !last.isAt(bytes, at, limit)) {
            last = shared.text(bytes, at, end());
            field.value(last);
        }
        end = at + last.length();
        return last.text();
    }

    /** The value as text, for values that hardly occur twice. */
    public String unsharedText() {
        byte first = byteAt(at);
        if (first == '{' || first == '[' || first == 'n') {
            return "";
        }
        return first == '"'
                ? Json.string(bytes, at + 1, end() - 1)
                : new String(bytes, at, end() - at, StandardCharsets.US_ASCII);
    }

    /** The value as text; absent when it is empty. */
    public Optional<String> optionalText() {
        String text = text();
        return text.isEmpty() ? Optional.empty() : shared.one(Optional.of(text));
    }

    /** The value as a number, or another one when it is not a whole number. */
    public long number(long otherwise) {
        return number(at, end(), otherwise);
    }

    /** The text as a number, or another one when it is none. */
    public long numberInText(long otherwise) {
        return byteAt(at) == '"' ? number(at + 1, end() - 1, otherwise) : otherwise;
    }

    private long number(int from, int to, long otherwise) {
        int begin = byteAt(from) == '-' ? from + 1 : from;
        if (begin == to) {
            return otherwise;
        }
        long number = 0;
        for (int i = begin; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || number > LAST_TENTH || (number == LAST_TENTH && digit > LAST_DIGIT)) {
                return otherwise;
            }
            number = number * 10 + digit;
        }
        return begin == from ? number : -number;
    }

    /** The text as a point in time. */
    public Instant instant() {
        return byteAt(at) == '"' ? shared.times().parse(bytes, at + 1, end() - 1) : Instant.parse(unsharedText());
    }

    /**
     * The text as a point in time; absent for null.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public Optional<Instant> optionalInstant() {
        if (byteAt(at) == 'n') {
            return Optional.empty();
        }
        try {
            return shared.times().keep(instant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not a point in time: '" + unsharedText() + "'", e);
        }
    }

    /** The value as a number; absent when it is not a whole number. */
    public OptionalLong optionalNumber() {
        long number = number(Long.MIN_VALUE);
        return number == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** The value as a number, or another one when it is none. */
    public int integer(int otherwise) {
        return Math.toIntExact(number(otherwise));
    }

    boolean isText() {
        return byteAt(at) == '"';
    }

    /** Whether the value is true. */
    public boolean isTrue() {
        return byteAt(at) == 't';
    }

    /** Whether the value is an object. */
    public boolean isObject() {
        return byteAt(at) == '{';
    }

    boolean isArray() {
        return byteAt(at) == '[';
    }

    /** The fields of an object as texts. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        fields(name -> texts.put(name, text()));
        return Map.copyOf(texts);
    }

    /** The elements of an array as texts. */
    public List<String> list() {
        List<String> list = new ArrayList<>();
        elements(() -> list.add(text()));
        return shared.one(List.copyOf(list));
    }

    /** What a reader makes of the value, which it is hardly ever asked for twice for the same bytes. */
    public <T> T once(Class<T> type, Function<Tokens, T> reader) {
        if (!isObject() && !isArray()) {
            return reader.apply(this);
        }
        Known.Value value = shared.known().at(bytes, at, limit);
        if (value != null) {
            end = at + value.length();
            if (value.isRead(type)) {
                return type.cast(value.read());
            }
        }
        // Reading it tells where it ends, too.
        T read = reader.apply(this);
        if (value == null) {
            value = shared.known().remember(bytes, at, end(), limit);
        }
        value.read(read);
        return read;
    }

    /** The value as a tree. */
    public JsonNode tree() {
        return Json.MAPPER.readTree(bytes, at, end() - at);
    }

    /** A fingerprint of the value. */
    public String fingerprint() {
        return once(String.class, value -> Json.fingerprint(value.tree()));
    }

    /** The position of the next field or element, or of the closing bracket. */
    private int following(int after, char closing) {
        int position = blank(after);
        if (byteAt(position) == closing) {
            return position;
        }
        return blank(expect(position, ',') + 1);
    }

    private int expect(int position, char wanted) {
        if (byteAt(position) != wanted) {
            throw new IllegalArgumentException(
                    "Not JSON: there is no " + wanted + " but '" + (char) byteAt(position) + "'");
        }
        return position;
    }

    private byte byteAt(int position) {
        if (position >= limit) {
            throw new IllegalArgumentException("Not JSON: it ends too early");
        }
        return bytes[position];
    }

    private int blank(int from) {
        return from < limit && bytes[from] > ' ' ? from : afterBlanks(from);
    }

    private int afterBlanks(int from) {
        int position = from;
        while (position < limit
                && (bytes[position] == ' '
                        || bytes[position] == '\n'
                        || bytes[position] == '\r'
                        || bytes[position] == '\t')) {
            position++;
        }
        return position;
    }
}
