/** What the status of a StatefulSet tells of the controller's progress. */
package dev.holdfast.guarantee.status;
