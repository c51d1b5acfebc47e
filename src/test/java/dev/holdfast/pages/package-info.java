/** Holds the pages that users read together: with each other, with the command line, and with the features. */
package dev.holdfast.pages;
