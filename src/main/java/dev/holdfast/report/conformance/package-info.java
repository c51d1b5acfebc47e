/**
 * The result of a run for machines: what was tested, by what, and what came out for each guarantee, in the manner of the
 * conformance reports of the Gateway API. Its schema is {@code docs/conformance.schema.json}. Calls results only.
 */
package dev.holdfast.report.conformance;
