/** How this program is called from a shell, for whatever tells people to call it again. Calls nothing of this project. */
package dev.holdfast.program;
