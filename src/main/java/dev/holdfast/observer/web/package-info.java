/**
 * Serves an observation to browsers and to Prometheus: a page that grows as things happen, and numbers. Knows what is observed and how
 * it is told, and no cluster.
 */
package dev.holdfast.observer.web;
