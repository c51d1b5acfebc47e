package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.ObstacleKind;
import java.util.List;

/** What tests of explanations begin with: a set of three pods, of which none is there yet. */
abstract class ExplanationTest {
    final WrittenSet set = new WrittenSet();

    static ObstacleKind kind(Explanation explanation) {
        return explanation.obstacles().get(0).kind();
    }

    static List<String> says(Explanation explanation) {
        return explanation.obstacles().get(0).evidence().stream()
                .map(Evidence::says)
                .toList();
    }
}
