package dev.holdfast.guarantee.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiGatedFieldsTest extends ApiTest<ApiGatedFields> {
    private static final String TWO = "'updateStrategy':{'rollingUpdate':{'maxUnavailable':2}}";
    private static final String ONE =
            "'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'partition':0,'maxUnavailable':1}}";
    private static final String NONE = "'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'partition':0}}";
    private static final String RECREATE = "'updateStrategy':{'type':'Recreate'}";

    @BeforeEach
    void withASet() {
        story.set().replicas(0).added();
    }

    @Test
    void passesWhereTheGateIsOn() {
        accepted(creation(set("")), set(ONE));
        accepted(creation(set(TWO)), set(TWO));
        invalid(creation(set(RECREATE)), "spec.updateStrategy");

        judged().passes("Recreate is refused, and maxUnavailable is kept");
    }

    @Test
    void passesWhereTheGateIsOff() {
        accepted(creation(set("")), set(NONE));
        accepted(creation(set(TWO)), set(NONE));
        accepted(creation(set(RECREATE)), set(RECREATE));

        judged().passes("Recreate is kept, and maxUnavailable is dropped");
    }

    @Test
    void passesWhenOnlyMaxUnavailableIsAsked() {
        refused(creation(set("")), 403, "Forbidden");
        accepted(creation(set(TWO)), set(TWO));

        judged().passes("maxUnavailable is kept");
    }

    @Test
    void passesWhenOnlyRecreateIsAsked() {
        invalid(creation(set(RECREATE)), "spec.updateStrategy");

        judged().passes("Recreate is refused");
    }

    @Test
    void failsWhenItIsDroppedWhereTheGateIsOn() {
        accepted(creation(set("")), set(ONE));
        accepted(creation(set(TWO)), set(NONE));

        judged().fails(
                        "a StatefulSet with maxUnavailable 2 was stored with nothing, although the API server fills in that field"
                                + " where it is left out, as it does where its feature gate is on");
    }

    @Test
    void failsWhenItIsKeptWhereTheGateIsOff() {
        accepted(creation(set("")), set(NONE));
        accepted(creation(set(TWO)), set(TWO));

        judged().fails(
                        "a StatefulSet with maxUnavailable 2 was stored with 2, although the API server does not fill in that field"
                                + " where it is left out, as it does where its feature gate is off");
    }

    @Test
    void failsWhenItIsStoredAsSomethingElse() {
        accepted(creation(set(TWO)), set(ONE));

        judged().fails("a StatefulSet with maxUnavailable 2 was stored with 1");
    }

    @Test
    void failsWhenAStrategyIsStoredAsAnother() {
        accepted(creation(set(RECREATE)), set(ONE));

        judged().fails("a StatefulSet with the update strategy Recreate was stored with RollingUpdate");
    }

    @Test
    void isInconclusiveWhenTheStrategyIsNotAnswered() {
        refused(creation(set(RECREATE)), 403, "Forbidden");

        judged().isInconclusiveOnlyBecause(
                        "a StatefulSet with the update strategy Recreate was answered with 403 Forbidden");
    }

    @Test
    void isInconclusiveWhenNobodyAsked() {
        accepted(creation(set("")), set(ONE));

        judged().isInconclusive("nobody asked for a StatefulSet with a field of a feature gate");
    }
}
