package dev.holdfast.preflight;

import dev.holdfast.cluster.Need;
import dev.holdfast.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether whoever runs it may do what a run does. */
record RightsCheck(Rights rights, Roles roles, Optional<String> namespace) implements Check {

    private static final String WHAT = "rights";

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        List<Right> needed = Right.of(roles.needed(namespace));
        List<Right> missing = rights.missing(needed, namespace.orElse(""));
        String command = ProgramName.with("rbac")
                + namespace.map(name -> " --namespace " + name).orElse("");
        findings.add(
                missing.isEmpty()
                        ? Finding.fit(
                                WHAT,
                                "all " + needed.size() + " that a run needs"
                                        + namespace
                                                .map(name -> " in namespace " + name)
                                                .orElse(""))
                        : Finding.unfit(
                                WHAT,
                                "these are missing"
                                        + namespace
                                                .map(name -> " in namespace " + name)
                                                .orElse("") + ": " + list(missing),
                                "have somebody grant what `" + command + "` prints"));
        List<Right> volumes = rights.missing(Right.of(roles.staticVolumes()), "");
        if (!volumes.isEmpty()) {
            findings.add(Finding.limited(
                    WHAT,
                    Need.NFS,
                    "the permissions to make static volumes are missing",
                    "scenarios with @" + Need.NFS.tag() + " do not apply; `" + ProgramName.with("rbac")
                            + "` prints what they need: " + list(volumes)));
        }
        return findings;
    }

    private static String list(List<Right> rights) {
        return rights.stream().map(Right::toString).collect(Collectors.joining(", "));
    }
}
