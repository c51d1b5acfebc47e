/** Measures what a large set costs whoever records and judges it. Run by {@code checks/scale}. */
package dev.holdfast.scale;
