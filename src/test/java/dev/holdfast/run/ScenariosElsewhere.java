package dev.holdfast.run;

import dev.holdfast.specification.SpecifiedScenario;
import java.nio.file.Path;
import java.util.List;

/** Scenarios of features that are not in the folder of the project, so that their files have to be named in full. */
final class ScenariosElsewhere {

    private ScenariosElsewhere() {}

    static List<SpecifiedScenario> in(Path features, List<SpecifiedScenario> scenarios) {
        return scenarios.stream()
                .map(each -> new SpecifiedScenario(
                        each.feature(),
                        each.rule(),
                        each.name(),
                        features.resolve(each.file()).toString(),
                        each.line(),
                        each.tags()))
                .toList();
    }
}
