/**
 * Watches the StatefulSets of a cluster without touching them, and judges each of them again whenever something of it has changed.
 * What is kept of a set is bounded: its history is cut where it rests. Calls a recording and guarantees; knows neither terminals nor
 * pages.
 */
package dev.holdfast.observer;
