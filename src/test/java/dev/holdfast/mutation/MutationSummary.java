package dev.holdfast.mutation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Compares what PIT found with the list of the survivors that are known: {@code MutationSummary REPORT LIST}. Needs nothing but the
 * JDK, so that {@code checks/mutation} can run it from its source.
 *
 * <p>Line numbers and the numbers of lambdas change with any edit, so survivors are told apart by the class of the file, the method and
 * the mutator only, and by how many of them there are.
 */
public final class MutationSummary {
    private static final String PREFIX = "dev.holdfast.guarantee.";

    /** Survivors that are told apart by nothing but their lines. */
    record Place(String type, String method, String mutator) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return "| " + type + " | " + method + " | " + mutator + " |";
        }
    }

    private record Rate(int noticed, int all) {
        Rate with(boolean one) {
            return new Rate(noticed + (one ? 1 : 0), all + 1);
        }

        String words(String family) {
            return String.format(Locale.ROOT, "%5.1f %%  %4d of %4d  %s", 100.0 * noticed / all, noticed, all, family);
        }
    }

    private final Map<String, Rate> rates = new TreeMap<>();
    private final Map<Place, List<String>> survivors = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();
    private Rate all = new Rate(0, 0);

    private MutationSummary() {}

    /**
     * Prints the rate of each package, what survived, and how that differs from the list.
     *
     * @param args the XML of PIT, and the list
     */
    public static void main(String[] args) throws IOException, ParserConfigurationException, SAXException {
        MutationSummary summary = of(Path.of(args[0]));
        boolean known = summary.print(listed(Files.readAllLines(Path.of(args[1]))), System.out);
        System.exit(known ? 0 : 1);
    }

    /** Reads what PIT wrote. */
    static MutationSummary of(Path report) throws IOException, ParserConfigurationException, SAXException {
        MutationSummary summary = new MutationSummary();
        NodeList mutations = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("mutation");
        for (int i = 0; i < mutations.getLength(); i++) {
            summary.take((Element) mutations.item(i));
        }
        return summary;
    }

    /** The rows of the list: how many survivors of each place are known. */
    static Map<Place, Integer> listed(List<String> lines) {
        Map<Place, Integer> known = new TreeMap<>();
        for (String line : lines) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 5 && cells[4].strip().matches("\\d+")) {
                known.merge(
                        new Place(cells[1].strip(), cells[2].strip(), cells[3].strip()),
                        Integer.parseInt(cells[4].strip()),
                        Integer::sum);
            }
        }
        return known;
    }

    /** Prints all; returns whether every survivor is known. */
    boolean print(Map<Place, Integer> known, PrintStream out) {
        rates.forEach((family, rate) -> out.println(rate.words(family)));
        out.println(all.words("all"));
        List<String> unknown = new ArrayList<>();
        survivors.forEach((place, lines) -> {
            if (lines.size() > known.getOrDefault(place, 0)) {
                unknown.add(place + " " + lines.size() + " | lines " + String.join(", ", lines));
            }
        });
        known.forEach((place, count) -> {
            int now = survivors.getOrDefault(place, List.of()).size();
            if (now < count && changed.contains(place.type())) {
                out.println("listed, but noticed now: " + place + " " + (count - now));
            }
        });
        unknown.forEach(line -> out.println("survives, and is not listed: " + line));
        return unknown.isEmpty();
    }

    private void take(Element mutation) {
        String type = text(mutation, "mutatedClass").substring(PREFIX.length()).replaceAll("\\$.*", "");
        changed.add(type);
        boolean noticed = Boolean.parseBoolean(mutation.getAttribute("detected"));
        int dot = type.lastIndexOf('.');
        String family = dot < 0 ? "guarantee" : type.substring(0, dot);
        rates.merge(family, new Rate(0, 0).with(noticed), (old, any) -> old.with(noticed));
        all = all.with(noticed);
        if (!noticed) {
            Place place = new Place(type, method(text(mutation, "mutatedMethod")), mutator(text(mutation, "mutator")));
            survivors.computeIfAbsent(place, any -> new ArrayList<>()).add(text(mutation, "lineNumber"));
        }
    }

    /** The method of the source in which a lambda is. */
    private static String method(String name) {
        return name.startsWith("lambda$") ? name.split("\\$")[1] : name;
    }

    private static String mutator(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replaceAll("Mutator$", "");
    }

    private static String text(Element mutation, String tag) {
        return mutation.getElementsByTagName(tag).item(0).getTextContent();
    }
}
