package dev.holdfast.guarantee.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiValidationTest extends ApiTest<ApiValidation> {
    @BeforeEach
    void withASet() {
        story.set().replicas(0).added();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    spec.replicas                                      | "replicas":-1
                    spec.minReadySeconds                               | "minReadySeconds":-1
                    spec.ordinals.start                                | "ordinals":{"start":-1}
                    spec.updateStrategy.rollingUpdate.partition        | "updateStrategy":{"rollingUpdate":{"partition":-1}}
                    spec.updateStrategy.rollingUpdate.maxUnavailable   | "updateStrategy":{"rollingUpdate":{"maxUnavailable":0}}
                    spec.updateStrategy.rollingUpdate.maxUnavailable   | "updateStrategy":{"rollingUpdate":{"maxUnavailable":"0%"}}
                    spec.updateStrategy.rollingUpdate.maxUnavailable   | "updateStrategy":{"rollingUpdate":{"maxUnavailable":"101%"}}
                    spec.updateStrategy.rollingUpdate                  | "updateStrategy":{"type":"OnDelete","rollingUpdate":{"partition":1}}
                    spec.updateStrategy.type                           | "updateStrategy":{"type":"Sometimes"}
                    spec.podManagementPolicy                           | "podManagementPolicy":"Sometimes"
                    spec.persistentVolumeClaimRetentionPolicy.whenDeleted | "persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Sometimes"}
                    spec.persistentVolumeClaimRetentionPolicy.whenScaled | "persistentVolumeClaimRetentionPolicy":{"whenScaled":"Sometimes"}
                    spec.serviceName                                   | "serviceName":"not_a_label"
                    spec.selector                                      | "selector":{}
                    spec.template.metadata.labels                      | "selector":{"matchLabels":{"app":"another"}}
                    """)
    void judgesEachFieldThatMayNotBeSo(String field, String spec) {
        invalid(creation(set(spec)), field);
        judged().passes("a StatefulSet was refused for each of these fields, which the answer named: " + field);

        accepted(creation(set(spec)), set(spec));
        judged().failsBecauseOf("a StatefulSet of which " + field + " was ");
    }

    @Test
    void judgesWhatThePodsOfTheTemplateMayNotBe() {
        String spec =
                "'template':{'metadata':{'labels':{'app':'web'}},'spec':{'restartPolicy':'OnFailure','activeDeadlineSeconds':60}}";
        invalid(creation(set(spec)), "spec.template.spec.restartPolicy", "spec.template.spec.activeDeadlineSeconds");
        judged().passes("a StatefulSet was refused for each of these fields, which the answer named:"
                + " spec.template.spec.activeDeadlineSeconds, spec.template.spec.restartPolicy");

        invalid(creation(set(spec)), "spec.template.spec.restartPolicy");
        judged().fails(
                        "a StatefulSet of which spec.template.spec.activeDeadlineSeconds was 60 was refused (422 Invalid), but"
                                + " the answer named spec.template.spec.restartPolicy");
    }

    @Test
    void judgesTheName() {
        String sent = set("").replace("asked", "Web_0");
        invalid(creation(sent), "metadata.name");
        judged().passes();

        accepted(creation(sent), sent);
        judged().fails("a StatefulSet of which metadata.name was Web_0 was accepted (200)");
    }

    @Test
    void failsWhenItIsAcceptedThoughItIsStoredInAnotherWay() {
        accepted(creation(set("'replicas':-1")), set("'replicas':0"));

        judged().fails("a StatefulSet of which spec.replicas was -1 was accepted (200)");
    }

    @Test
    void failsWhenTheAnswerNamesAnotherField() {
        invalid(creation(set("'replicas':-1")), "spec.minReadySeconds");

        judged().fails("a StatefulSet of which spec.replicas was -1 was refused (422 Invalid), but the answer named"
                + " spec.minReadySeconds");
    }

    @Test
    void takesAFieldAroundItForTheField() {
        invalid(creation(set("'updateStrategy':{'type':'Sometimes'}")), "spec.updateStrategy");

        judged().passes();
    }

    @Test
    void saysNothingOfAFieldThatIsDropped() {
        accepted(
                creation(set("'updateStrategy':{'rollingUpdate':{'maxUnavailable':0}}")),
                set("'updateStrategy':{'rollingUpdate':{'partition':0}}"));

        judged().isInconclusive("nobody asked for a StatefulSet that is not valid");
    }

    @Test
    void isInconclusiveWhenItIsRefusedForSomethingElse() {
        refused(creation(set("'replicas':-1")), 403, "Forbidden");

        judged().isInconclusiveOnlyBecause(
                        "a StatefulSet of which spec.replicas was -1 was not refused for that, but with 403 Forbidden");
    }

    @Test
    void isInconclusiveWhenNobodyAsked() {
        accepted(creation(set("'replicas':1")), set("'replicas':1"));

        judged().isInconclusive("nobody asked");
    }
}
