package dev.holdfast.scenario;

import java.text.Normalizer;
import java.util.Locale;

/** Short names made of what people write, for files and for objects in the cluster. */
public final class Slug {

    private Slug() {}

    /**
     * The words of a text as a name that is both a file name and a DNS label.
     *
     * @param text any text
     * @param longest how many characters at most, at least 1
     * @return lower-case letters, digits and single dashes, neither first nor last; {@code x} when nothing is left
     */
    public static String of(String text, int longest) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                // An apostrophe joins what it stands between: a pod's page is a pods-page.
                .replaceAll("['’]", "")
                .replaceAll("[^a-z0-9]+", "-");
        String cut = trim(plain);
        cut = trim(cut.length() > longest ? cut.substring(0, longest) : cut);
        return cut.isEmpty() ? "x" : cut;
    }

    private static String trim(String text) {
        return text.replaceAll("^-+|-+$", "");
    }
}
