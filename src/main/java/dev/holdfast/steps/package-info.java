/**
 * Cucumber glue: the words of the features become calls. Nothing is judged or waited for here, and no constructor does
 * anything, since Cucumber makes these classes also when it only checks that every step is defined. Calls scenarios, and
 * reports how they ended.
 */
package dev.holdfast.steps;
