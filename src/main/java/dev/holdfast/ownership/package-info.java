/** Which objects on a cluster a run has made, and how they are taken away again without touching anything else. */
package dev.holdfast.ownership;
