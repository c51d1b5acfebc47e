/** What somebody may have meant who mistyped a name. Knows nothing of what the names are of. */
package dev.holdfast.spelling;
