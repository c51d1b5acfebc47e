/**
 * Reads JSON in one pass over its bytes, and only where somebody looks. Knows no Kubernetes object and calls nothing of this
 * project; all of it is behind {@link dev.holdfast.history.json.JsonReader}.
 *
 * <p>It is here, beside Jackson, for the sake of time: the states of an object repeat nearly all that they say, and this reader
 * recognizes by its bytes what it has read before. With Jackson's streaming parser in its place, and {@code fieldsV1} left out of
 * the file, which makes it a third smaller, judging the history of {@code checks/judge-benchmark} took 4.5 instead of 3.3 seconds
 * of processor time for 100,000 events, and 9.6 instead of 6.4 for 300,000: 1.3 and 1.5 times as much, where 1.1 would have been
 * fair. To walk through all tokens, and to look at none, took Jackson 1.0 of these seconds for 100,000 events already; this reader
 * takes 1.3 to make the history of them.
 *
 * <p>{@code JsonReaderFuzzTest} compares it with Jackson. Where nobody looks it checks no more than brackets and quotation marks.
 */
package dev.holdfast.history.json;
