package dev.holdfast.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads one JSON value in one pass, without a tree of it: histories are large, and little of each object is looked at. Whoever is
 * called for a field or an element reads it by one of the methods here, or not at all; then it is skipped.
 */
final class Tokens implements AutoCloseable {
    private final byte[] bytes;
    private final int base;
    private final int limit;
    private final JsonParser parser;
    private final Shared shared;

    /** Is called for each field of an object. */
    interface Field {
        /** Reads the value of the field of that name, or leaves it. */
        void read(String name);
    }

    /** Begins with the value that lies there. */
    Tokens(byte[] bytes, int from, int to, Shared shared) {
        this.bytes = bytes;
        this.base = from;
        this.limit = to;
        this.parser = Json.MAPPER.createParser(bytes, from, to - from);
        this.shared = shared;
        parser.nextToken();
    }

    /** Goes on to the value that follows, such as the next line; tells whether there is one. */
    boolean next() {
        return parser.nextToken() != null;
    }

    Shared shared() {
        return shared;
    }

    /** Reads each field of an object; anything else has none. */
    void fields(Field reader) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken begin = parser.nextToken();
            int depth = parser.streamReadContext().getNestingDepth();
            reader.read(name);
            skipUnread(begin, depth);
        }
    }

    /** The text of a field of the object that begins there, wherever we are; empty when it has none. */
    String fieldAhead(String wanted, int begin) {
        try (Tokens ahead = new Tokens(bytes, begin, limit, shared)) {
            String[] found = {""};
            ahead.fields(name -> found[0] = name.equals(wanted) ? ahead.text() : found[0]);
            return found[0];
        }
    }

    /** Reads each element of an array; anything else has none. */
    void elements(Runnable reader) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (JsonToken begin = parser.nextToken(); begin != JsonToken.END_ARRAY; begin = parser.nextToken()) {
            int depth = parser.streamReadContext().getNestingDepth();
            reader.run();
            skipUnread(begin, depth);
        }
    }

    /** The value as text; empty for null, objects and arrays. */
    String text() {
        return shared.one(unsharedText());
    }

    /** The value as text, for values that hardly occur twice. */
    String unsharedText() {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_STRING || token.isNumeric() || token.isBoolean() ? parser.getString() : "";
    }

    /** The value as text; absent when it is empty. */
    Optional<String> optionalText() {
        String text = text();
        return text.isEmpty() ? Optional.empty() : shared.one(Optional.of(text));
    }

    long number(long otherwise) {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : otherwise;
    }

    int integer(int otherwise) {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : otherwise;
    }

    boolean isTrue() {
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** The fields of an object as texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        fields(name -> texts.put(name, text()));
        return shared.one(Map.copyOf(texts));
    }

    /** The elements of an array as texts. */
    List<String> list() {
        List<String> list = new ArrayList<>();
        elements(() -> list.add(text()));
        return shared.one(List.copyOf(list));
    }

    /** The value as a tree. */
    JsonNode tree() {
        return parser.readValueAsTree();
    }

    /** A fingerprint of the value. */
    String fingerprint() {
        int from = begin();
        parser.skipChildren();
        return shared.fingerprint(bytes, from, end());
    }

    /** The same value to be read apart, without going past it here. */
    Tokens again() {
        return new Tokens(bytes, begin(), limit, shared);
    }

    /** Where the value begins, counted from the beginning of the bytes. */
    int begin() {
        return base + Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    /** Where what was read so far ends. */
    int end() {
        return base + Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    @Override
    public void close() {
        parser.close();
    }

    private void skipUnread(JsonToken begin, int depth) {
        boolean unread = begin.isStructStart()
                && parser.currentToken() == begin
                && parser.streamReadContext().getNestingDepth() == depth;
        if (unread) {
            parser.skipChildren();
        }
    }
}
