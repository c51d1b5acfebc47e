/**
 * What a run found broken, one by one: the guarantee, where it is shown best, who did it and since when. The terminal and the page
 * begin with it. Calls saved results and timelines.
 */
package dev.holdfast.report.violation;
