/**
 * A history as a picture: lanes of bars over time, and the same as rows of a table. Pure functions of a history; nothing here
 * judges anything or knows how a page is drawn. Positions are seconds by this machine's clock since the recording began, which
 * is good enough for a picture and is never used for an order. Calls histories and their replay.
 */
package dev.holdfast.report.timeline;
