/**
 * Why a set does not go on, or that it does: one answer from what a server has at one moment, in the order in which the controller
 * decides. Pure: knows what a server has of a set and what can stand in the way of a pod, and neither a client nor a terminal.
 */
package dev.holdfast.explanation;
