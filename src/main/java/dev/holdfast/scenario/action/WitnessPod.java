package dev.holdfast.scenario.action;

import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;

/** A pod outside of the set that hears what the instances of its pods note, and keeps that in the order in which it heard it. */
final class WitnessPod {

    private static final int PORT = 8080;

    private static final String FOLDER = "/tmp/witness";

    // A note is kept before it is confirmed.
    private static final String PROGRAM = """
            mkdir -p %1$s/cgi-bin
            touch %1$s/heard
            printf '%%s\\n' '#!/bin/sh' 'echo "$QUERY_STRING" >> %1$s/heard' 'echo "Content-Type: text/plain"' 'echo' > %1$s/%2$s
            chmod +x %1$s/%2$s
            exec httpd -f -p %3$d -h %1$s
            """.formatted(FOLDER, NotingProgram.PATH, PORT);

    private final ScenarioScope scope;
    private String name = "";

    WitnessPod(ScenarioScope scope) {
        this.scope = scope;
    }

    /**
     * Creates it, and waits until it is Ready.
     *
     * @return its address and port
     */
    String create() {
        name = Creation.ofPod(scope, pod(), ", which hears what the pods of the set note,");
        String address =
                PodView.of(scope.present().find(Kinds.POD, name).orElseThrow()).ip();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + PORT;
    }

    /** {@return what it has heard up to now, which is written down} */
    ExternalRead hear() {
        List<String> lines = scope.exec()
                .run(name, List.of("cat", FOLDER + "/heard"))
                .outputOf("asking pod " + name + " what it has heard")
                .lines()
                .toList();
        return scope.log().append(ExternalRead.heard(name, lines));
    }

    private Pod pod() {
        Pod tools = scope.objects().tools();
        return new PodBuilder(tools)
                .editMetadata()
                .withName("witness-" + tools.getMetadata().getName())
                .endMetadata()
                .editSpec()
                .editFirstContainer()
                .withCommand("sh", "-c", PROGRAM)
                .withNewReadinessProbe()
                .withPeriodSeconds(1)
                .withNewTcpSocket()
                .withNewPort(PORT)
                .endTcpSocket()
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .build();
    }
}
