package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Consequence;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/** A promise about claims and volumes, which a set without volumeClaimTemplates does not give. */
abstract class StorageGuarantee extends Guarantee {
    StorageGuarantee(String id, String statement, Consequence consequence, String source, String... kinds) {
        super(id, statement, consequence, source, kinds);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.storageNotPromised();
    }
}
