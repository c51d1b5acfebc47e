package dev.holdfast.history.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON in one pass over its bytes, and only where somebody looks: histories are large, and little of each object is looked
 * at. A general parser takes every name and every number apart before it can leave them out; this one goes past them.
 *
 * <p>Whoever is called for a field or an element reads its value by one of the methods here, or not at all; then it is skipped.
 * What is skipped is not checked beyond its brackets and quotes.
 */
public final class JsonReader {
    private final InternPool pool;
    private byte[] bytes = {};
    private int limit;
    private int at;
    private int end = -1;
    private FieldName field;

    /** Is called for each field of an object. */
    public interface Field {
        /** Reads the value of the field of that name, or leaves it. */
        void read(String name);
    }

    /**
     * A reader that has nothing to read yet.
     *
     * @param places how many names, texts and larger values it recognizes by their bytes at most; a power of two
     */
    public JsonReader(int places) {
        this(new InternPool(places));
    }

    private JsonReader(InternPool pool) {
        this.pool = pool;
        this.field = pool.whole();
    }

    /** Goes to the value that lies there. What was read before is recognized. */
    public JsonReader begin(byte[] from, int begin, int to) {
        bytes = from;
        limit = to;
        at = blank(begin);
        end = -1;
        field = pool.whole();
        return this;
    }

    /** Goes on to the value that follows, such as the next line; tells whether there is one. */
    public boolean next() {
        at = blank(end());
        end = -1;
        return at < limit;
    }

    /** The first value that was equal to this one. */
    public <T> T intern(T value) {
        return pool.one(value);
    }

    /** Where the value begins. */
    public int begin() {
        return at;
    }

    /** Where the value ends. */
    public int end() {
        if (end < 0) {
            byte first = byteAt(at);
            end = first == '{' || first == '[' ? at + cached().length() : ValueEnd.end(bytes, at, limit);
        }
        return end;
    }

    /** Reads each field of an object; anything else has none. */
    public void fields(Field reader) {
        if (!isObject()) {
            return;
        }
        int begin = at;
        FieldName outer = field;
        FieldName last = null;
        int position = blank(begin + 1);
        while (byteAt(position) != '}') {
            FieldName name = name(outer, last == null ? outer.inner() : last.next(), position);
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

    /** Reads the value of a field of a field and so on, if there is one. */
    public void inside(Runnable reader, String... path) {
        inside(reader, List.of(path));
    }

    private void inside(Runnable reader, List<String> path) {
        if (path.isEmpty()) {
            reader.run();
        } else {
            fields(name -> {
                if (name.equals(path.get(0))) {
                    inside(reader, path.subList(1, path.size()));
                }
            });
        }
    }

    private FieldName name(FieldName outer, FieldName expected, int from) {
        return expected != null && expected.isAt(bytes, from, limit)
                ? expected
                : outer.inside(pool.name(bytes, expect(from, '"'), ValueEnd.end(bytes, from, limit)));
    }

    /** Takes the value as that of a sort of objects, which say other things at this place than others do. */
    public void apart(String sort) {
        field = field.apart(sort);
    }

    /** The object or array as one that is recognized from now on. */
    private ValueCache.Value cached() {
        ValueCache.Value value = pool.cache().at(bytes, at, limit);
        return value == null ? pool.cache().remember(bytes, at, ValueEnd.end(bytes, at, limit), limit) : value;
    }

    /** The text of a field of the object that begins there, wherever we are; empty when it has none. */
    public String fieldAhead(String wanted, int begin) {
        return new JsonReader(pool).begin(bytes, begin, limit).texts(wanted)[0];
    }

    /** The value as text, for values that occur often; empty for null, objects and arrays. */
    public String text() {
        if (byteAt(at) != '"') {
            return pool.one(unsharedText());
        }
        QuotedText last = field.value();
        if (last == null || !last.isAt(bytes, at, limit)) {
            last = pool.text(bytes, at, end());
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
                ? Scalars.string(bytes, at + 1, end() - 1)
                : new String(bytes, at, end() - at, StandardCharsets.US_ASCII);
    }

    /** The value as text; absent when it is empty. */
    public Optional<String> optionalText() {
        String text = text();
        return text.isEmpty() ? Optional.empty() : pool.one(Optional.of(text));
    }

    /** The value as a number, or another one when it is not a whole number. */
    public long number(long otherwise) {
        return Scalars.number(bytes, at, end(), otherwise);
    }

    /** The text as a number, or another one when it is none. */
    public long numberInText(long otherwise) {
        return byteAt(at) == '"' ? Scalars.number(bytes, at + 1, end() - 1, otherwise) : otherwise;
    }

    /** The text as a point in time. */
    public Instant instant() {
        return byteAt(at) == '"' ? pool.times().parse(bytes, at + 1, end() - 1) : Instant.parse(unsharedText());
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
            return pool.times().keep(instant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not a point in time: '" + unsharedText() + "'", e);
        }
    }

    /** The value as a number; absent when it is not a whole number. */
    public OptionalLong optionalNumber() {
        long number = number(Long.MIN_VALUE);
        return number == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** The value as a number, or another one when it is not a whole number, or one that is no {@code int}. */
    public int integer(int otherwise) {
        long number = number(otherwise);
        return (int) number == number ? (int) number : otherwise;
    }

    /** Whether it is a text. */
    public boolean isText() {
        return byteAt(at) == '"';
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return byteAt(at) == 't';
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return byteAt(at) == '{';
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return byteAt(at) == '[';
    }

    /** The fields of these names as texts, in this order; empty where there is none. */
    public String[] texts(String... names) {
        String[] texts = new String[names.length];
        Arrays.fill(texts, "");
        fields(name -> {
            for (int i = 0; i < names.length; i++) {
                if (name.equals(names[i])) {
                    texts[i] = text();
                }
            }
        });
        return texts;
    }

    /** All fields of an object as texts. */
    public Map<String, String> textMap() {
        Map<String, String> texts = new TreeMap<>();
        fields(name -> texts.put(name, text()));
        return Map.copyOf(texts);
    }

    /** The elements of an array as texts. */
    public List<String> textList() {
        List<String> list = new ArrayList<>();
        elements(() -> list.add(text()));
        return pool.one(List.copyOf(list));
    }

    /** What a reader makes of the value, which it is hardly ever asked for twice for the same bytes. */
    public <T> T once(Class<T> type, Function<JsonReader, T> reader) {
        if (!isObject() && !isArray()) {
            return reader.apply(this);
        }
        ValueCache.Value value = pool.cache().at(bytes, at, limit);
        if (value != null) {
            end = at + value.length();
            if (value.isRead(type)) {
                return type.cast(value.read());
            }
        }
        // Reading it tells where it ends, too.
        T read = reader.apply(this);
        if (value == null) {
            value = pool.cache().remember(bytes, at, end(), limit);
        }
        value.read(read);
        return read;
    }

    /** The value as a tree. */
    public JsonNode tree() {
        try {
            return JsonMapper.shared().readTree(bytes, at, end() - at);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A fingerprint of the value. */
    public String fingerprint() {
        return once(String.class, value -> Fingerprint.of(value.tree()));
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
