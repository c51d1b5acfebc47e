/**
 * What was so at each moment of a history: the lifetimes of a set and its pods in one sequence, what each ordinal was, who
 * deleted what, which revision belonged to which spec. Says what happened, not whether it should have. Calls histories and
 * views; knows no guarantee.
 */
package dev.holdfast.history.replay;
