/** Looks at the report in a real browser. */
package dev.holdfast.report.browser;
