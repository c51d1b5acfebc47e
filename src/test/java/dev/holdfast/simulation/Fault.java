package dev.holdfast.simulation;

/** What a part of the cluster can do wrong. */
enum Fault {
    /** The controller takes every pod that runs for Ready. */
    IGNORES_READINESS
}
