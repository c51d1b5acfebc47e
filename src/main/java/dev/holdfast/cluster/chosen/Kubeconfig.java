package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.program.ShellWord;
import dev.holdfast.spelling.Suggestions;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The files that lead to a user's clusters, taken together as kubectl does: what the first one says wins. */
final class Kubeconfig {

    private final List<Path> files;
    private final List<Config> parsed;

    private Kubeconfig(List<Path> files, List<Config> parsed) {
        this.files = files;
        this.parsed = parsed;
    }

    /**
     * Reads files.
     *
     * @param files all of which exist
     * @throws ClusterRefusedException when one cannot be read
     */
    static Kubeconfig read(List<Path> files) {
        return new Kubeconfig(files, files.stream().map(Kubeconfig::parse).toList());
    }

    private static Config parse(Path file) {
        if (Files.isDirectory(file)) {
            throw new ClusterRefusedException("the kubeconfig " + file + " is a folder");
        }
        if (!Files.isReadable(file)) {
            throw new ClusterRefusedException(
                    Files.exists(file)
                            ? "the kubeconfig " + file + " may not be read"
                            : "there is no kubeconfig " + file);
        }
        try {
            return Objects.requireNonNull(KubeConfigUtils.parseConfig(file.toFile()));
        } catch (KubernetesClientException | IllegalArgumentException | NullPointerException | YamlEngineException e) {
            throw new ClusterRefusedException("the file " + file + " is not a kubeconfig");
        }
    }

    /** {@return the names of all contexts, the first file's first} */
    List<String> contexts() {
        return parsed.stream()
                .flatMap(config -> orEmpty(config.getContexts()).stream())
                .map(NamedContext::getName)
                .distinct()
                .toList();
    }

    /** {@return the name of the context that kubectl would use without being told which} */
    Optional<String> current() {
        return parsed.stream()
                .map(Config::getCurrentContext)
                .filter(name -> name != null && !name.isEmpty())
                .findFirst();
    }

    /**
     * What a client needs to reach the cluster of a context.
     *
     * @param name the context
     * @throws ClusterRefusedException when there is no such context, or it names what there is not
     */
    io.fabric8.kubernetes.client.Config config(String name) {
        Context context = parsed.stream()
                .flatMap(config -> orEmpty(config.getContexts()).stream())
                .filter(each -> name.equals(each.getName()))
                .findFirst()
                .map(NamedContext::getContext)
                .orElseThrow(() -> unknown(name));
        require(name, "cluster", context.getCluster(), config -> orEmpty(config.getClusters()).stream()
                .map(each -> each.getName())
                .toList());
        if (context.getUser() != null && !context.getUser().isEmpty()) {
            require(name, "user", context.getUser(), config -> orEmpty(config.getUsers()).stream()
                    .map(each -> each.getName())
                    .toList());
        }
        try {
            io.fabric8.kubernetes.client.Config config = io.fabric8.kubernetes.client.Config.empty();
            KubeConfigUtils.merge(config, name, parsed.toArray(Config[]::new));
            requireCredentials(context.getUser(), config);
            return config;
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new ClusterRefusedException("the credentials of context \"" + name + "\" in " + files()
                    + " cannot be had: " + ConnectionFailure.of(e));
        }
    }

    /** The client only logs that a credential plugin failed, and asks the cluster as nobody. */
    private void requireCredentials(String user, io.fabric8.kubernetes.client.Config config) {
        boolean given = config.getAutoOAuthToken() != null
                || config.getClientCertData() != null
                || config.getClientCertFile() != null;
        Optional<ExecConfig> plugin = parsed.stream()
                .flatMap(file -> orEmpty(file.getUsers()).stream())
                .filter(each -> Objects.equals(each.getName(), user))
                .findFirst()
                .map(NamedAuthInfo::getUser)
                .map(AuthInfo::getExec);
        if (plugin.isPresent() && !given) {
            throw new ClusterRefusedException("the credential plugin of user \"" + user + "\" in " + files()
                    + " gives no credentials; see what it says: " + command(plugin.get()));
        }
    }

    private static String command(ExecConfig plugin) {
        return Stream.concat(Stream.of(plugin.getCommand()), orEmpty(plugin.getArgs()).stream())
                .map(ShellWord::quoted)
                .collect(Collectors.joining(" "));
    }

    private ClusterRefusedException unknown(String name) {
        List<String> known = contexts();
        return new ClusterRefusedException("there is no context \"" + name + "\" in " + files()
                + (known.isEmpty()
                        ? ", nor any other"
                        : "; there are " + String.join(", ", known) + Suggestions.question(name, known)));
    }

    private void require(String context, String kind, String wanted, Function<Config, List<String>> names) {
        List<String> known = new ArrayList<>();
        parsed.forEach(config -> known.addAll(names.apply(config)));
        if (!known.contains(wanted)) {
            throw new ClusterRefusedException("the context \"" + context + "\" names the " + kind + " \"" + wanted
                    + "\", and there is none of that name in " + files());
        }
    }

    /** {@return the files, for messages} */
    String files() {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
