/** Tells what an observation finds out: as lines for people, as JSON for programs. Knows notices and reports, and no cluster. */
package dev.holdfast.observer.output;
