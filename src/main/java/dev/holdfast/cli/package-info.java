/** The commands, their options and their exit codes. */
package dev.holdfast.cli;
