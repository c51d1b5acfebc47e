package dev.holdfast.run.glue;

import io.cucumber.java.en.Given;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Scenarios that tell that they ran. */
public final class CountingSteps {

    public static final List<String> COUNTED = new CopyOnWriteArrayList<>();

    private static final Map<String, Runnable> THEN = new ConcurrentHashMap<>();

    /** Has something done when a step ran. */
    public static void then(String what, Runnable action) {
        THEN.put(what, action);
    }

    @Given("it counts {string}")
    public void counts(String what) {
        COUNTED.add(what);
        THEN.getOrDefault(what, () -> {}).run();
    }
}
