package dev.holdfast.guarantee;

/**
 * Why it matters that a guarantee is kept.
 *
 * @param harm what is harmed when it is broken
 * @param sentence what goes wrong for a workload then, as one sentence of one line without a final stop
 */
public record Consequence(Harm harm, String sentence) {}
