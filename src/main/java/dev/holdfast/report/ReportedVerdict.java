package dev.holdfast.report;

import dev.holdfast.guarantee.Verdict;

/**
 * What was found out about one guarantee in one scenario.
 *
 * @param guarantee the guarantee's id
 * @param verdict what its history showed
 */
public record ReportedVerdict(String guarantee, Verdict verdict) {}
