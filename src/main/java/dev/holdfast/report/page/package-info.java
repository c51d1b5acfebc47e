/**
 * The page that people read: everything that a run left behind in one HTML file that needs no network. It is made from the
 * report directory alone, so it can be made again at any time. Calls the saved results, histories and their timelines.
 */
package dev.holdfast.report.page;
