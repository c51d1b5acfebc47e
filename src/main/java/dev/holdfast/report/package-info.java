/**
 * What a run showed: collected while it runs, told line by line, summed up at its end and written to a file. Calls guarantees,
 * histories and what scenarios tell of themselves; knows nothing of how a run is done.
 */
package dev.holdfast.report;
