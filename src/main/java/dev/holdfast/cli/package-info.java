/**
 * The commands and their options: what was typed becomes the settings of a run. Calls everything; nobody calls it.
 */
package dev.holdfast.cli;
