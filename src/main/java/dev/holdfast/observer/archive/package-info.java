/** Keeps the histories of observed sets on disk, as many and for as long as was asked for. Knows histories, and no cluster. */
package dev.holdfast.observer.archive;
