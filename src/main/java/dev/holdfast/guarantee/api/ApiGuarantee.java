package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.history.Kinds;

/** A promise about what the API server answers. An answer proves what it says, whatever else was seen. */
abstract class ApiGuarantee extends Guarantee {
    ApiGuarantee(Promise promise) {
        super(promise.seenOnlyIn(Kinds.STATEFUL_SET));
    }
}
