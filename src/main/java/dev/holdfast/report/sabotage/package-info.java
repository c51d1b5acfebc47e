/**
 * What a run with faults showed, for people and for machines: a page with the matrix of faults and scenarios, and the same as
 * JSON. Its schema is {@code docs/sabotage.schema.json}. Calls the matrix of faults and the page of a run.
 */
package dev.holdfast.report.sabotage;
