/**
 * What can stand in the way of one pod of a set, one class for each kind, each with the evidence that the server has for it. Knows
 * what a server has of a set, and nothing of what is made of it.
 */
package dev.holdfast.explanation.obstacle;
