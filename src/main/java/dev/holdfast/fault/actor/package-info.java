/**
 * Those who have rights on the API beside the controllers, and use them to the harm of a set. Calls a cluster only.
 */
package dev.holdfast.fault.actor;
