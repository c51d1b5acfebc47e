package dev.holdfast.cluster.chosen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.KubectlAccess;
import dev.holdfast.cluster.PatientClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextAccessTest {

    @TempDir
    Path directory;

    private Path first;
    private Path second;

    @BeforeEach
    void files() throws IOException {
        first = Files.writeString(directory.resolve("first"), """
                apiVersion: v1
                kind: Config
                current-context: staging
                clusters:
                - {name: one, cluster: {server: "https://one.example:6443"}}
                contexts:
                - {name: staging, context: {cluster: one, user: me}}
                - {name: broken, context: {cluster: nowhere, user: me}}
                - {name: stranger, context: {cluster: one, user: nobody}}
                users:
                - {name: me, user: {token: secret}}
                """);
        second = Files.writeString(directory.resolve("second"), """
                apiVersion: v1
                kind: Config
                current-context: production
                clusters:
                - {name: two, cluster: {server: "https://two.example:6443"}}
                contexts:
                - {name: production, context: {cluster: two, user: me}}
                """);
    }

    @Test
    void leadsKubectlToTheSameCluster() {
        assertThat(new ContextAccess(List.of(first, second), Optional.of("production")).kubectl())
                .isEqualTo(new KubectlAccess(
                        List.of("export KUBECONFIG=" + first + ":" + second), "kubectl --context production"));
        assertThat(new ContextAccess(List.of(first), Optional.empty()).kubectl().command())
                .isEqualTo("kubectl --context staging");
    }

    /** As the clusters of most vendors ask for. */
    @Test
    void asksACredentialPluginForTheToken() throws IOException {
        Path file = plugin(
                "echo",
                "'{\"apiVersion\": \"client.authentication.k8s.io/v1\", \"kind\": \"ExecCredential\","
                        + " \"status\": {\"token\": \"given\"}}'");
        assertThat(new ContextAccess(List.of(file), Optional.empty()).config().getAutoOAuthToken())
                .isEqualTo("given");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "false              |                             | false",
                "no-such-plugin     | get-token, --cluster, a b   | no-such-plugin get-token --cluster 'a b'",
                "echo               | '{}'                        | echo '{}'",
                "echo               | hello                       | echo hello",
            })
    void shouldSayWhichCredentialPluginGaveNothing(String command, String arguments, String shown) throws IOException {
        refuses(
                List.of(plugin(command, arguments == null ? "" : arguments)),
                "staging",
                "the credential plugin of user \"me\" in " + directory.resolve("plugin")
                        + " gives no credentials; see what it says: " + shown);
    }

    @Test
    void shouldSayWhyCredentialsCannotBeHad() throws IOException {
        Path file = plugin("echo", "");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("interactiveMode", "env: [{name: A=B, value: C}]\n      interactiveMode"));
        refuses(List.of(file), "staging", "the credentials of context \"staging\" in " + file + " cannot be had: ");
    }

    /** A vendor's token may live for a quarter of an hour, and a run takes longer. */
    @Test
    void asksACredentialPluginAgainWhenItsTokenHasExpired() throws IOException {
        Path calls = directory.resolve("calls");
        List<String> tokens = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            tokens.add(token);
            byte[] version = "{\"major\":\"1\",\"minor\":\"37\",\"gitVersion\":\"v1.37.2\"}".getBytes(UTF_8);
            boolean expired = "Bearer token-1".equals(token) && tokens.size() > 1;
            exchange.sendResponseHeaders(expired ? 401 : 200, version.length);
            exchange.getResponseBody().write(version);
            exchange.close();
        });
        server.start();
        Path script = Files.writeString(directory.resolve("get-token"), """
                echo >> %1$s
                echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential",'
                echo '"status": {"token": "token-'$(wc -l < %1$s)'"}}'
                """.formatted(calls));
        Path file = plugin("sh", script.toString());
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "https://one.example:6443",
                                "http://127.0.0.1:" + server.getAddress().getPort()));
        try (KubernetesClient client = PatientClient.of(new ContextAccess(List.of(file), Optional.empty()).config())) {
            client.getKubernetesVersion();
            assertThat(client.getKubernetesVersion().getGitVersion()).isEqualTo("v1.37.2");
            assertThat(tokens).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
        } finally {
            server.stop(0);
        }
    }

    private Path plugin(String command, String arguments) throws IOException {
        return Files.writeString(directory.resolve("plugin"), """
                apiVersion: v1
                kind: Config
                current-context: staging
                clusters:
                - {name: one, cluster: {server: "https://one.example:6443"}}
                contexts:
                - {name: staging, context: {cluster: one, user: me}}
                users:
                - name: me
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: "%s"
                      args: [%s]
                      interactiveMode: Never
                """.formatted(command, arguments));
    }

    @Test
    void shouldTakeTheContextThatIsNamed() {
        ContextAccess access = new ContextAccess(List.of(first, second), Optional.of("production"));

        assertThat(access.told()).isEqualTo("context \"production\"");
        assertThat(access.config().getMasterUrl()).startsWith("https://two.example:6443");
    }

    @Test
    void shouldTakeUsersOfOneFileForContextsOfAnotherAsKubectlDoes() {
        ContextAccess access = new ContextAccess(List.of(second, first), Optional.of("production"));

        assertThat(access.config().getAutoOAuthToken()).isEqualTo("secret");
    }

    @Test
    void shouldTakeTheCurrentContextOfTheFirstFileThatHasOne() {
        assertThat(new ContextAccess(List.of(first, second), Optional.empty()).told())
                .isEqualTo("context \"staging\"");
        assertThat(new ContextAccess(List.of(second, first), Optional.empty()).told())
                .isEqualTo("context \"production\"");
    }

    @Test
    void shouldListTheContextsThatThereAre() {
        refuses(
                List.of(first, second),
                "stagin",
                "there is no context \"stagin\" in " + first + ", " + second
                        + "; there are staging, broken, stranger, production; did you mean staging?");
    }

    @Test
    void shouldSayWhatAContextNamesInVain() {
        refuses(List.of(first), "broken", "the context \"broken\" names the cluster \"nowhere\", and there is none");
        refuses(List.of(first), "stranger", "the context \"stranger\" names the user \"nobody\", and there is none");
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "this is no kubeconfig\n");
        Path empty = Files.writeString(directory.resolve("empty"), "");

        refuses(List.of(text), "staging", "the file " + text + " is not a kubeconfig");
        refuses(List.of(empty), "staging", empty.toString());
        refuses(List.of(directory), "staging", "the kubeconfig " + directory + " is a folder");
        refuses(List.of(directory.resolve("none")), "staging", "there is no kubeconfig " + directory.resolve("none"));
    }

    @Test
    void shouldRefuseToGuessAContext() throws IOException {
        Path without = Files.writeString(
                directory.resolve("without"), Files.readString(first).replace("current-context: staging\n", ""));

        assertThatThrownBy(new ContextAccess(List.of(without), Optional.empty())::config)
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage(
                        "no context is current in " + without + "; name one with --context: staging, broken, stranger");
    }

    private static void refuses(List<Path> files, String context, String sentence) {
        assertThatThrownBy(new ContextAccess(files, Optional.of(context))::config)
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageContaining(sentence)
                .message()
                .hasLineCount(1);
    }
}
