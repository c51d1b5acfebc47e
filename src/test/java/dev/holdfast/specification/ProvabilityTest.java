package dev.holdfast.specification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.FaultExamples;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each way in which guarantees, scenarios and faults can come apart is refused. */
class ProvabilityTest {

    private static final List<String> CATALOGUE = List.of("order.create", "order.scale-up");

    private final SpecifiedScenario first = scenario("First", "order.create");
    private final SpecifiedScenario second = scenario("Second", "order.scale-up");
    private final Fault creation = fault("F01", Set.of("order.create"), "First");
    private final Fault growth = fault("F02", Set.of("order.scale-up"), "Second");

    @Test
    void hasNothingAgainstWhatIsWell() {
        assertThat(objections(creation, growth)).isEmpty();
    }

    @Test
    void refusesAGuaranteeThatNoFaultBreaks() {
        assertThat(objections(creation, fault("F02", Set.of("order.create"), "Second")))
                .containsExactly("the guarantee order.scale-up has scenarios, and no fault that breaks it");
    }

    @Test
    void refusesAScenarioThatHasToNoticeNothing() {
        assertThat(objections(creation, fault("F02", Set.of("order.scale-up"), "First")))
                .containsExactly("\"Second\" (features/sets.feature:7) has to notice no fault");
    }

    @Test
    void refusesAFaultThatBreaksNothing() {
        assertThat(objections(creation, growth, fault("F03", Set.of(), "First")))
                .containsExactly("the fault F03 breaks no guarantee");
    }

    @Test
    void refusesAFaultThatBreaksWhatIsNoGuarantee() {
        assertThat(objections(creation, growth, fault("F03", Set.of("order.creat"), "First")))
                .containsExactly("the fault F03 breaks order.creat, which is no guarantee");
    }

    @Test
    void refusesAFaultThatNobodyHasToNotice() {
        assertThat(objections(creation, growth, fault("F03", Set.of("order.create"))))
                .containsExactly("the fault F03 has to be noticed by no scenario");
    }

    @Test
    void refusesAFaultForAScenarioThatThereIsNot() {
        assertThat(objections(creation, growth, fault("F03", Set.of("order.create"), "Frist")))
                .containsExactly("the fault F03 has to be noticed by \"Frist\", which is no scenario");
    }

    @Test
    void refusesTwoFaultsOfOneName() {
        assertThat(objections(creation, growth, creation)).containsExactly("there are two faults F01");
    }

    private List<String> objections(Fault... faults) {
        return new Provability(CATALOGUE, List.of(faults)).objections(List.of(first, second));
    }

    private static Fault fault(String id, Set<String> guarantees, String... scenarios) {
        return FaultExamples.fault(id, guarantees, scenarios);
    }

    private static SpecifiedScenario scenario(String name, String tag) {
        return new SpecifiedScenario("Sets", "", name, "features/sets.feature", 7, List.of(tag));
    }
}
