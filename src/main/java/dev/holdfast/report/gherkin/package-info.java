/**
 * What Cucumber's messages tell of the scenarios: their text, and how each step went. Calls nothing of this project.
 */
package dev.holdfast.report.gherkin;
