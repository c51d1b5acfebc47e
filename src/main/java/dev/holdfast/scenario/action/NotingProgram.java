package dev.holdfast.scenario.action;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

/**
 * A container that notes of itself that it begins, that it runs, that it was asked to end and that it has ended. It takes four
 * seconds to end, and notes on meanwhile. Each note goes to a file of its own in the volume, if it has one, and then to a witness;
 * the next one says which was the last that the witness has confirmed. {@link dev.holdfast.guarantee.availability.AmoInstances}
 * judges by them.
 */
final class NotingProgram {

    /** How the name of an instance's file in its volume begins. It is hidden, for whoever serves what is in the volume. */
    static final String FILE = ".instance-";

    /** What a witness is asked for with each note. */
    static final String PATH = "cgi-bin/note";

    private static final String NAME = "POD_NAME";
    private static final String UID = "POD_UID";
    private static final String FOLDER = "NOTES";
    private static final String WITNESS = "WITNESS";

    // The image says by which signal it wants to be stopped, and either of these may be it. The clock is read before a
    // note is written, so that the program runs at the time that it notes. Not wget's own time limit, which some
    // releases
    // of BusyBox do not survive.
    private static final String PROGRAM = """
            trap 'asked=yes' TERM QUIT
            start=$(head -c 8 /proc/sys/kernel/random/uuid)
            kernel=$(cat /proc/sys/kernel/random/boot_id)
            number=0
            confirmed=0
            note() {
              number=$((number + 1))
              read -r now rest < /proc/uptime
              line="$POD_NAME,$POD_UID,$start,$number,$confirmed,$kernel,$now,$1"
              if test -n "$NOTES"; then echo "$line" >> "$NOTES/%s$POD_UID"; fi
              if timeout 1 wget -q -O /dev/null "http://$WITNESS/%s?$line" 2> /dev/null; then confirmed=$number; fi
            }
            note begins
            until test -n "$asked"; do sleep 0.2; note runs; done
            note asked
            for each in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 0.2; note ends; done
            note ended
            """.formatted(FILE, PATH);

    private NotingProgram() {}

    /**
     * Such a container.
     *
     * @param container the container, as it would be otherwise
     * @param witness the address and port of the witness
     * @return the same with that program
     */
    static Container in(Container container, String witness) {
        String folder = container.getVolumeMounts().stream()
                .map(mount -> mount.getMountPath())
                .findFirst()
                .orElse("");
        return new ContainerBuilder(container)
                .withCommand("sh", "-c", PROGRAM)
                .addToEnv(of(NAME, "metadata.name"), of(UID, "metadata.uid"))
                .addNewEnv()
                .withName(FOLDER)
                .withValue(folder)
                .endEnv()
                .addNewEnv()
                .withName(WITNESS)
                .withValue(witness)
                .endEnv()
                .build();
    }

    private static EnvVar of(String variable, String field) {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(field)
                .endFieldRef()
                .endValueFrom()
                .build();
    }
}
