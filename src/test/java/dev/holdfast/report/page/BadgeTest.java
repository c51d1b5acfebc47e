package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class BadgeTest {

    private static final double ROUNDING = 1e-9;

    @Property
    void noneCoversAnotherHoweverWideTheTrackIs(
            @ForAll("moments") List<Badge> moments,
            @ForAll @DoubleRange(min = Badge.NARROWEST, max = 120) double track) {
        List<Badge> badges = Badge.placed(moments);
        assertThat(badges).hasSameSizeAs(moments);
        for (int i = 0; i < badges.size(); i++) {
            for (int j = i + 1; j < badges.size(); j++) {
                assertThat(apart(badges.get(i), badges.get(j), track))
                        .as("%s and %s", badges.get(i), badges.get(j))
                        .isTrue();
            }
        }
    }

    @Property
    void allLieOnTheTrackHoweverWideItIs(
            @ForAll("moments") List<Badge> moments,
            @ForAll @DoubleRange(min = Badge.NARROWEST, max = 120) double track) {
        List<Badge> badges = Badge.placed(moments);
        double height = Badge.height(badges);
        for (Badge badge : badges) {
            assertThat(left(badge, track)).isNotNegative();
            assertThat(right(badge, track)).isLessThanOrEqualTo(track + ROUNDING);
            assertThat(badge.top()).isNotNegative();
            assertThat(badge.bottom()).isLessThanOrEqualTo(height);
        }
    }

    @Property
    void oneThatHasRoomLiesAtItsMomentOnTheFirstLevel(@ForAll @DoubleRange(min = 10, max = 90) double share) {
        Badge badge = Badge.placed(List.of(new Badge("A", "", Badge.Sort.EVIDENCE, share, 0)))
                .get(0);
        assertThat(badge.level()).isZero();
        assertThat(badge.middle(20)).isCloseTo(share / 5, within(ROUNDING));
    }

    @Provide
    Arbitrary<List<Badge>> moments() {
        Arbitrary<Double> anywhere = Arbitraries.doubles().between(0, 100);
        Arbitrary<Double> close = Arbitraries.of(0.0, 0.1, 1.0, 50.0, 50.5, 52.0, 99.0, 100.0);
        Arbitrary<String> labels = Arbitraries.of("A", "B", "W1", "7", "12", "3–5", "10–12");
        Arbitrary<Badge> badges = Combinators.combine(
                        Arbitraries.oneOf(anywhere, close), labels, Arbitraries.of(Badge.Sort.values()))
                .as((share, label, sort) -> new Badge(label, "", sort, share, 0));
        return badges.list().ofMaxSize(30);
    }

    private static boolean apart(Badge a, Badge b, double track) {
        return right(a, track) <= left(b, track) + ROUNDING
                || right(b, track) <= left(a, track) + ROUNDING
                || a.bottom() <= b.top()
                || b.bottom() <= a.top();
    }

    private static double left(Badge badge, double track) {
        return badge.middle(track) - badge.width() / 2;
    }

    private static double right(Badge badge, double track) {
        return badge.middle(track) + badge.width() / 2;
    }
}
