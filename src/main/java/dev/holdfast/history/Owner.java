package dev.holdfast.history;

/** An owner of an object ({@code metadata.ownerReferences}). */
public record Owner(String kind, String name, String uid) {}
