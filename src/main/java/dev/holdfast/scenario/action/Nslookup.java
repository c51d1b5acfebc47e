package dev.holdfast.scenario.action;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what nslookup says. The first block names the server that was asked and is never an answer; each later
 * {@code Address} line is one. Understood are the words of BusyBox 1.35 and of BIND's nslookup.
 *
 * @param addresses the addresses of the answer, in its order; none when the name does not exist
 * @param refusal what the server said instead of an answer, or empty
 */
record Nslookup(List<String> addresses, String refusal) {

    Nslookup {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads the output of one look-up of one name.
     *
     * @param output all that nslookup printed
     * @return the answer
     */
    static Nslookup read(String output) {
        List<String> addresses = new ArrayList<>();
        String refusal = "";
        boolean answer = false;
        for (String line : output.lines().map(String::strip).toList()) {
            if (line.startsWith("Name:")) {
                answer = true;
            } else if (line.startsWith("**") || line.startsWith(";;")) {
                refusal = line;
            } else if (answer && line.startsWith("Address")) {
                addresses.add(address(line));
            }
        }
        return new Nslookup(addresses, refusal);
    }

    // "Address: 10.88.0.7", and from older BusyBoxes "Address 1: 10.88.0.7 the.name".
    private static String address(String line) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        int space = value.indexOf(' ');
        return space < 0 ? value : value.substring(0, space);
    }
}
