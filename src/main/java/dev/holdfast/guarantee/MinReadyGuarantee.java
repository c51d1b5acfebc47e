package dev.holdfast.guarantee;

import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;

/** A promise that only a set gives whose pods are available some time after they are Ready. */
public abstract class MinReadyGuarantee extends Guarantee {
    protected MinReadyGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never(
                        "never had minReadySeconds above 0" + otherwise(),
                        spec -> spec.minReadySeconds() > 0 && concerns(spec)));
    }

    /** Whether it is promised by a spec with minReadySeconds. */
    protected boolean concerns(StatefulSetView spec) {
        return true;
    }

    /** What else such a spec has to say, to follow "never had minReadySeconds above 0". */
    protected String otherwise() {
        return "";
    }

    /** How long pods have to be Ready by any of the specs by which the controller may have acted; 0 when not at all by one of them. */
    protected static int seconds(List<StatefulSetView> specs) {
        return specs.stream().mapToInt(StatefulSetView::minReadySeconds).min().orElse(0);
    }
}
