package dev.holdfast.history;

/** The owner of an object that is its controller ({@code metadata.ownerReferences} with {@code controller: true}). */
public record Owner(String kind, String name, String uid) {}
