package dev.holdfast.cli;

import dev.holdfast.cluster.ReleasedComponent;
import dev.holdfast.spelling.Suggestions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options about components that are not those of the cluster's release. */
@HelpSection("A cluster that Holdfast starts")
final class ComponentOptions extends OptionGroup {

    @Option(
            names = "--component",
            paramLabel = "NAME=PATH",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description = "Run your own build of a component, such as kube-controller-manager=/path. Repeatable.")
    private Map<String, Path> programs = new LinkedHashMap<>();

    @Option(
            names = "--component-version",
            paramLabel = "NAME=VERSION",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            completionCandidates = Names.class,
            description = "Build and run a component of another Kubernetes release, such as"
                    + " kube-controller-manager=1.30.14. Repeatable.")
    private Map<String, String> versions = new LinkedHashMap<>();

    /** How what is given for a component begins, for those who complete a command line. */
    static final class Names extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        /** Made by picocli. */
        Names() {
            ReleasedComponent.programs().forEach(name -> add(name + "="));
        }
    }

    /**
     * The programs that the user brings.
     *
     * @return absolute paths, by component
     * @throws ParameterException when one of them cannot be run
     */
    Map<String, Path> programs() {
        Map<String, Path> absolute = new LinkedHashMap<>();
        programs.forEach((name, path) -> {
            if (!Files.isExecutable(path) || Files.isDirectory(path)) {
                throw wrong("--component " + name + ": " + path + " is not a program that can be run");
            }
            absolute.put(name, path.toAbsolutePath());
        });
        return absolute;
    }

    /**
     * The releases of Kubernetes that single components are to be of.
     *
     * @return releases such as 1.30.14, by component
     * @throws ParameterException when there is no such component, or it cannot be built of that release
     */
    Map<String, String> versions() {
        Map<String, String> plain = new LinkedHashMap<>();
        versions.forEach((name, version) -> {
            if (programs.containsKey(name)) {
                throw wrong("--component and --component-version each say which " + name + " runs; give one of them");
            }
            component(name).objection(version).ifPresent(objection -> {
                throw wrong("--component-version " + name + "=" + version + " " + objection);
            });
            plain.put(name, version.replaceFirst("^v", ""));
        });
        return plain;
    }

    private ReleasedComponent component(String name) {
        if (name.equals("kube-apiserver")) {
            throw wrong("--component-version kube-apiserver: the API server is of the release that --kubernetes names");
        }
        List<String> all = ReleasedComponent.programs();
        return ReleasedComponent.of(name)
                .orElseThrow(() -> wrong("--component-version " + name + ": the components are "
                        + String.join(", ", all) + Suggestions.question(name, all)));
    }

    /** {@return the options that were given, as people call them: none, or "--component", or both} */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (!programs.isEmpty()) {
            given.add("--component");
        }
        if (!versions.isEmpty()) {
            given.add("--component-version");
        }
        return given;
    }

    /** {@return what is not of the cluster's release, as one calls it in a sentence: "your etcd"} */
    String inWords() {
        List<String> words = new ArrayList<>();
        programs.keySet().forEach(name -> words.add("your " + name));
        versions().forEach((name, version) -> words.add(name + " " + version));
        return String.join(", ", words);
    }
}
