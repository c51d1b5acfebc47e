package dev.holdfast.scenario.action;

import dev.holdfast.history.ExternalRead;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.PodExec;
import dev.holdfast.scenario.ScenarioScope;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the pods of a scenario are to each other: host names, DNS names and pages. Whatever is read is written down. */
public final class Network {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    /** A name that still leads to an address that nobody has would otherwise hold a fetch for minutes. */
    private static final String FETCH_SECONDS = "5";

    /** The first right answer is not yet proof that the wrong one is forgotten everywhere. */
    private static final int LOOKED_UP_AGAIN = 3;

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private final ToolsPod tools;

    /** The network of the pods of a set. */
    public Network(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
        this.tools = new ToolsPod(scope);
    }

    /**
     * Reads a pod's host name inside its container.
     *
     * @param ordinal which pod
     * @param spoken what it is to be, as the feature says it
     * @throws NotKeptError when it is another one
     */
    public void readHostName(int ordinal, String spoken) {
        String pod = set.names().pod(ordinal);
        String expected = set.named(spoken);
        String uid = set.uid(ordinal);
        String answer = scope.exec()
                .run(pod, List.of("hostname"))
                .outputOf("asking pod " + pod + " for its host name")
                .strip();
        scope.log().append(ExternalRead.hostname(pod, uid, answer));
        if (!answer.equals(expected)) {
            throw new NotKeptError(
                    "inside pod " + pod + " the host name is " + expected, "it is " + answer, scope.file());
        }
    }

    /**
     * Waits until a pod's DNS name leads to a pod's address and to nothing else.
     *
     * @param named whose name
     * @param pod whose address
     * @throws NotKeptError when it does not come to that
     */
    public void awaitAddress(int named, int pod) {
        String name = set.names().dnsName(named);
        List<String> expected = List.of(set.address(pod));
        scope.poll(
                "the name " + name + " leads to " + expected.get(0) + ", the address of pod "
                        + set.names().pod(pod),
                scope.timeouts().dnsAnswer(),
                () -> lookUp(name),
                answer -> answer.addresses().equals(expected),
                Network::words);
    }

    /**
     * Waits until a pod's DNS name leads to the address that the pod has now, and looks it up again to see whether it stays
     * so.
     *
     * @param ordinal which pod
     * @throws NotKeptError when it does not come to that
     */
    public void awaitFollowed(int ordinal) {
        awaitAddress(ordinal, ordinal);
        for (int i = 0; i < LOOKED_UP_AGAIN; i++) {
            lookUp(set.names().dnsName(ordinal));
        }
    }

    /**
     * Waits until a pod's page is served under the pod's name.
     *
     * @param ordinal which pod
     * @param page the page that it is to serve
     * @throws NotKeptError when it does not come to that
     */
    void awaitPage(int ordinal, String page) {
        URI url = url(ordinal);
        scope.poll(
                url + " is answered with \"" + page + "\"",
                scope.timeouts().pageServed(),
                () -> fetch(url),
                answer -> answer.text().equals(page),
                answer -> answer.answered() ? String.join(": ", answer.values()).strip() : "no HTTP response");
    }

    /**
     * Waits until a pod's DNS name leads nowhere.
     *
     * @param ordinal which pod
     * @throws NotKeptError when it does not come to that
     */
    public void awaitNoAddress(int ordinal) {
        String name = set.names().dnsName(ordinal);
        scope.poll(
                "the name " + name + " leads to no address",
                scope.timeouts().dnsAnswer(),
                () -> lookUp(name),
                answer -> answer.answered() && answer.addresses().isEmpty(),
                Network::words);
    }

    /**
     * Waits until the Service's DNS name leads to pods and to nothing else.
     *
     * @param ordinals which pods
     * @throws NotKeptError when it does not come to that
     */
    public void awaitPodsOfService(List<Integer> ordinals) {
        String name = set.names().serviceDnsName();
        Set<String> expected = ordinals.stream().map(set::address).collect(Collectors.toCollection(TreeSet::new));
        scope.poll(
                "the name " + name + " leads to "
                        + (expected.isEmpty() ? "no pod" : expected + ", and to nothing else"),
                scope.timeouts().dnsAnswer(),
                () -> lookUp(name),
                answer -> answer.answered() && new TreeSet<>(answer.addresses()).equals(expected),
                Network::words);
    }

    /**
     * Waits until the SRV records of a port of the Service name pods and nothing else.
     *
     * @param port the port's name
     * @param ordinals which pods
     * @throws NotKeptError when it does not come to that
     */
    public void awaitServiceRecords(String port, List<Integer> ordinals) {
        String name = "_" + port + "._tcp." + set.names().serviceDnsName();
        Set<String> expected = ordinals.stream()
                .map(ordinal -> set.names().port() + " " + set.names().dnsName(ordinal))
                .collect(Collectors.toCollection(TreeSet::new));
        scope.poll(
                "the SRV records of " + name + " are " + expected,
                scope.timeouts().dnsAnswer(),
                () -> lookUpRecords(name),
                answer -> new TreeSet<>(answer.services()).equals(expected),
                answer -> answer.services().isEmpty()
                        ? answer.refusal()
                        : answer.services().toString());
    }

    /**
     * Waits until a pod answers under its name, whatever it says.
     *
     * @param ordinal which pod
     * @throws NotKeptError when it does not come to that
     */
    public void awaitAnswer(int ordinal) {
        URI url = url(ordinal);
        scope.poll(
                url + " is answered",
                scope.timeouts().pageServed(),
                () -> fetch(url),
                ExternalRead::answered,
                answer -> "no HTTP response");
    }

    private URI url(int ordinal) {
        return URI.create(
                "http://" + set.names().dnsName(ordinal) + ":" + set.names().port() + "/");
    }

    private Nslookup lookUp(String name) {
        Nslookup answer = Nslookup.read(tools.run(List.of("nslookup", name)).output());
        // That no server answered says nothing of the name.
        if (answer.answered()) {
            scope.log().append(ExternalRead.dns(name, answer.addresses()));
        }
        return answer;
    }

    private Nslookup lookUpRecords(String name) {
        Nslookup answer =
                Nslookup.read(tools.run(List.of("nslookup", "-type=srv", name)).output());
        if (answer.answered()) {
            scope.log().append(ExternalRead.srv(name, answer.services()));
        }
        return answer;
    }

    private static String words(Nslookup answer) {
        return answer.addresses().isEmpty()
                ? answer.refusal()
                : answer.addresses().toString();
    }

    private ExternalRead fetch(URI url) {
        // Not wget's own -T: with it, the wget of BusyBox 1.35 in Debian 12 ends with a segmentation fault.
        PodExec.Result result =
                tools.run(List.of("timeout", FETCH_SECONDS, "wget", "-q", "-S", "-O", "-", url.toString()));
        Matcher status = STATUS.matcher(result.error());
        ExternalRead reading = status.find()
                ? ExternalRead.page(url, Integer.parseInt(status.group(1)), result.output())
                : ExternalRead.noPage(url);
        scope.log().append(reading);
        return reading;
    }
}
