/**
 * Which objects on a cluster a run has made, and how they are taken away again without touching anything else. Calls nothing of
 * this project.
 */
package dev.holdfast.ownership;
