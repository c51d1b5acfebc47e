package dev.holdfast.fault;

import dev.holdfast.cluster.FaultInjection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A fault at work in one scenario, by all means that it takes. */
record AtWork(Fault fault, List<Mechanism> mechanisms) implements FaultInjection {

    @Override
    public String letters() {
        return fault.letters();
    }

    @Override
    public Map<String, String> labels() {
        return Map.of(Fault.LABEL, fault.id());
    }

    @Override
    public Course begin(String namespace, String scenario) {
        Deque<Course> begun = new ArrayDeque<>();
        boolean all = false;
        try {
            mechanisms.forEach(mechanism -> begun.push(mechanism.begin(fault, namespace, scenario)));
            all = true;
        } finally {
            if (!all) {
                end(begun);
            }
        }
        return () -> end(begun);
    }

    private static void end(Deque<Course> begun) {
        while (!begun.isEmpty()) {
            begun.pop().close();
        }
    }
}
