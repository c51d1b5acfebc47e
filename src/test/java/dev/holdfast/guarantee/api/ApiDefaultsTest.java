package dev.holdfast.guarantee.api;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDefaultsTest extends ApiTest<ApiDefaults> {
    private static final String WHOLE =
            "'podManagementPolicy':'OrderedReady','updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'partition':0,"
                    + "'maxUnavailable':1}},'persistentVolumeClaimRetentionPolicy':{'whenDeleted':'Retain','whenScaled':'Retain'},"
                    + "'replicas':1,'revisionHistoryLimit':10";

    @BeforeEach
    void withASet() {
        story.set().replicas(0).added();
    }

    @Test
    void passesWhenAllIsFilledIn() {
        accepted(creation(set("")), set(WHOLE));

        judged().passes("each of these fields was filled in as documented where it was left out:"
                + " spec.persistentVolumeClaimRetentionPolicy.whenDeleted, spec.persistentVolumeClaimRetentionPolicy.whenScaled,"
                + " spec.podManagementPolicy, spec.replicas, spec.revisionHistoryLimit,"
                + " spec.updateStrategy.rollingUpdate.maxUnavailable, spec.updateStrategy.rollingUpdate.partition,"
                + " spec.updateStrategy.type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'OrderedReady'   | 'Parallel'   | spec.podManagementPolicy | Parallel | OrderedReady
                    'type':'RollingUpdate' | 'type':'OnDelete' | spec.updateStrategy.type | OnDelete | RollingUpdate
                    'partition':0    | 'partition':1 | spec.updateStrategy.rollingUpdate.partition | 1 | 0
                    'maxUnavailable':1 | 'maxUnavailable':2 | spec.updateStrategy.rollingUpdate.maxUnavailable | 2 | 1
                    'whenDeleted':'Retain' | 'whenDeleted':'Delete' | spec.persistentVolumeClaimRetentionPolicy.whenDeleted | Delete | Retain
                    'whenScaled':'Retain' | 'whenScaled':'Delete' | spec.persistentVolumeClaimRetentionPolicy.whenScaled | Delete | Retain
                    'replicas':1     | 'replicas':0 | spec.replicas | 0 | 1
                    'revisionHistoryLimit':10 | 'other':1 | spec.revisionHistoryLimit | nothing | 10
                    """, quoteCharacter = '^')
    void failsWhenAFieldIsFilledInOtherwise(String right, String wrong, String field, String stored, String expected) {
        accepted(creation(set("")), set(WHOLE.replace(right, wrong)));

        judged().fails("of a StatefulSet that leaves out " + field + " the API server stored " + stored + " instead of "
                + expected);
    }

    @Test
    void passesWhenWhatIsLeftOutOfAStrategyIsFilledIn() {
        String rest = ",'podManagementPolicy':'Parallel','replicas':3,'revisionHistoryLimit':2,"
                + "'persistentVolumeClaimRetentionPolicy':{'whenDeleted':'Delete','whenScaled':'Delete'}";
        String sent = "'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'partition':1}}" + rest;
        accepted(creation(set(sent)), set(sent.replace("'partition':1", "'partition':1,'maxUnavailable':1")));

        judged().passes("each of these fields was filled in as documented where it was left out:"
                + " spec.updateStrategy.rollingUpdate.maxUnavailable");
    }

    @Test
    void saysNothingOfFieldsWhoseFeatureIsOff() {
        accepted(
                creation(set("")),
                set("'podManagementPolicy':'OrderedReady','updateStrategy':{'type':'RollingUpdate','rollingUpdate':"
                        + "{'partition':0}},'replicas':1,'revisionHistoryLimit':10"));

        judged().passes();
    }

    @Test
    void saysNothingOfWhatIsSet() {
        String all = "'podManagementPolicy':'Parallel','updateStrategy':{'type':'RollingUpdate'},"
                + "'persistentVolumeClaimRetentionPolicy':{'whenDeleted':'Delete','whenScaled':'Delete'},"
                + "'replicas':3,'revisionHistoryLimit':2";
        accepted(creation(set(all)), set(all));

        judged().isInconclusive("nobody asked for a StatefulSet that leaves out a field with a default");
    }

    @Test
    void saysNothingOfOtherRequests() {
        accepted(request("PATCH", "", "{'spec':{'replicas':1}}"), set("'replicas':0"));
        accepted(
                Action.of("ask for a pod", Action.TRY, Kinds.POD, "asked", "")
                        .with(Action.METHOD, "POST")
                        .in(Story.NAMESPACE),
                "{'spec':{'containers':[]}}");

        judged().isInconclusive("nobody asked for a StatefulSet that leaves out a field with a default");
    }

    @Test
    void saysNothingOfARequestThatWasRefused() {
        invalid(creation(set("")), "spec.replicas");

        judged().isInconclusive("nobody asked");
    }
}
