package dev.holdfast.scenario.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NslookupTest {

    @Test
    void shouldReadTheAddressButNotThatOfTheServer() {
        Nslookup answer = Nslookup.read("""
                Server:\t\t10.96.0.10
                Address:\t10.96.0.10:53

                Name:\tnginx-statefulset-0.stateful-svc.ns.svc.cluster.local
                Address: 10.88.0.7

                """);

        assertThat(answer.addresses()).containsExactly("10.88.0.7");
        assertThat(answer.refusal()).isEmpty();
    }

    @Test
    void shouldReadEveryAddress() {
        Nslookup answer = Nslookup.read("""
                Server:\t\t10.96.0.10
                Address:\t10.96.0.10:53

                Name:\tstateful-svc.ns.svc.cluster.local
                Address: 10.88.0.7
                Name:\tstateful-svc.ns.svc.cluster.local
                Address: 10.88.0.8

                Name:\tstateful-svc.ns.svc.cluster.local
                Address: fd00::8

                """);

        assertThat(answer.addresses()).containsExactly("10.88.0.7", "10.88.0.8", "fd00::8");
    }

    @Test
    void shouldReadTheNumberedLinesOfOlderBusyBoxes() {
        Nslookup answer = Nslookup.read("""
                Server:    10.0.0.10
                Address 1: 10.0.0.10 kube-dns.kube-system.svc.cluster.local

                Name:      web-0.nginx
                Address 1: 10.244.1.6 web-0.nginx.default.svc.cluster.local
                """);

        assertThat(answer.addresses()).containsExactly("10.244.1.6");
    }

    @Test
    void shouldFindNoAddressWhenTheNameDoesNotExist() {
        Nslookup answer = Nslookup.read("""
                Server:\t\t10.96.0.10
                Address:\t10.96.0.10:53

                ** server can't find nginx-statefulset-9.stateful-svc.ns.svc.cluster.local: NXDOMAIN

                """);

        assertThat(answer.addresses()).isEmpty();
        assertThat(answer.refusal()).contains("NXDOMAIN");
    }

    @Test
    void shouldFindNoAddressWhenNoServerAnswers() {
        Nslookup answer = Nslookup.read(";; connection timed out; no servers could be reached\n");

        assertThat(answer.addresses()).isEmpty();
        assertThat(answer.refusal()).contains("no servers could be reached");
    }

    @Test
    void shouldReadThePortsAndNamesOfServiceRecords() {
        Nslookup answer = Nslookup.read("""
                Server:\t\t10.96.0.10
                Address:\t10.96.0.10:53

                _web._tcp.stateful-svc.ns.svc.cluster.local\tservice = 0 50 8080 web-0.stateful-svc.ns.svc.cluster.local
                _web._tcp.stateful-svc.ns.svc.cluster.local\tservice = 0 50 8080 web-1.stateful-svc.ns.svc.cluster.local.

                """);

        assertThat(answer.services())
                .containsExactly(
                        "8080 web-0.stateful-svc.ns.svc.cluster.local",
                        "8080 web-1.stateful-svc.ns.svc.cluster.local.");
        assertThat(answer.addresses()).isEmpty();
        assertThat(answer.answered()).isTrue();
    }

    @Test
    void shouldTellThatThereIsNoSuchNameFromNoAnswerAtAll() {
        assertThat(Nslookup.read("** server can't find web-0.stateful-svc: NXDOMAIN")
                        .answered())
                .isTrue();
        assertThat(Nslookup.read("*** Can't find web-0.stateful-svc: No answer").answered())
                .isTrue();
        assertThat(Nslookup.read(";; connection timed out; no servers could be reached")
                        .answered())
                .isFalse();
    }
}
