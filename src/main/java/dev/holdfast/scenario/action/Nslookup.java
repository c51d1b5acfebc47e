package dev.holdfast.scenario.action;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what nslookup says. The first block names the server that was asked and is never an answer; each later
 * {@code Address} line is one. Understood are the words of BusyBox 1.35 and of BIND's nslookup.
 *
 * @param addresses the addresses of the answer, in its order; none when the name does not exist
 * @param services the SRV records of the answer, each the port and, after a space, the name of who serves it
 * @param refusal what the server said instead of an answer, or empty
 */
record Nslookup(List<String> addresses, List<String> services, String refusal) {

    /** Priority and weight, which Kubernetes does not promise, then the port and the name. */
    private static final Pattern SERVICE = Pattern.compile("service = \\d+ \\d+ (\\d+) (\\S+)");

    Nslookup {
        addresses = List.copyOf(addresses);
        services = List.copyOf(services);
    }

    /** {@return whether a server answered, be it that there is no such name} */
    boolean answered() {
        return !addresses.isEmpty() || !services.isEmpty() || refusal.startsWith("**");
    }

    /**
     * Reads the output of one look-up of one name.
     *
     * @param output all that nslookup printed
     * @return the answer
     */
    static Nslookup read(String output) {
        List<String> addresses = new ArrayList<>();
        List<String> services = new ArrayList<>();
        String refusal = "";
        boolean answer = false;
        for (String line : output.lines().map(String::strip).toList()) {
            Matcher service = SERVICE.matcher(line);
            if (service.find()) {
                services.add(service.group(1) + " " + service.group(2));
            } else if (line.startsWith("Name:")) {
                answer = true;
            } else if (line.startsWith("**") || line.startsWith(";;")) {
                refusal = line;
            } else if (answer && line.startsWith("Address")) {
                addresses.add(address(line));
            }
        }
        return new Nslookup(addresses, services, refusal);
    }

    // "Address: 10.88.0.7", and from older BusyBoxes "Address 1: 10.88.0.7 the.name".
    private static String address(String line) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        int space = value.indexOf(' ');
        return space < 0 ? value : value.substring(0, space);
    }
}
