package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditedRequestTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "system:serviceaccount:kube-system:statefulset-controller, any, statefulset-controller",
                "system:kube-controller-manager, kube-controller-manager/v1.37.2 (linux/amd64) kubernetes/4a3/namespace-controller,"
                        + " namespace-controller",
                "system:node:node-1,           any, kubelet",
                "system:kube-scheduler,        any, kube-scheduler",
                "system:serviceaccount:kube-system:my-operator, any, ''",
                "system:serviceaccount:demo:statefulset-controller, any, ''",
                "alice, kubectl/statefulset-controller, ''",
            })
    void knowsThePartsOfTheClusterByTheirUsers(String user, String agent, String component) {
        assertThat(new AuditedRequest("delete", "", user, agent).component()).isEqualTo(component);
    }

    @Test
    void isWrittenAndReadAgain() {
        AuditedRequest request = new AuditedRequest("create", "eviction", "alice", "kubectl/v1.37.2").between(5, 9);

        assertThat(AuditedRequest.of(request.texts())).isEqualTo(request);
        assertThat(AuditedRequest.of(new AuditedRequest("patch", "", "bob", "").texts()))
                .isEqualTo(new AuditedRequest("patch", "", "bob", ""));
    }

    @Test
    void asksForADeletionInSeveralWays() {
        assertThat(new AuditedRequest("delete", "", "alice", "").deletes()).isTrue();
        assertThat(new AuditedRequest("deletecollection", "", "alice", "").deletes())
                .isTrue();
        assertThat(new AuditedRequest("create", "eviction", "alice", "").deletes())
                .isTrue();
        assertThat(new AuditedRequest("patch", "status", "alice", "").deletes()).isFalse();
    }
}
