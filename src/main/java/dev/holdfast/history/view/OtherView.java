package dev.holdfast.history.view;

/** Nothing: no guarantee reads objects of this kind. */
public enum OtherView implements View {
    NOTHING
}
