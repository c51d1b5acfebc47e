/** What Cucumber's messages tell of the scenarios: their text, and how each step went. */
package dev.holdfast.report.gherkin;
