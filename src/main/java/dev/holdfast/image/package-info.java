/**
 * The container image of this program: made without a container engine, and, where there is no registry to take a base image
 * from, of what this machine has. Calls nothing of this project but its version.
 */
package dev.holdfast.image;
