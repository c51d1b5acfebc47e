package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import dev.holdfast.run.Parallelism;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HoldfastTest {

    private static final List<String> PROPERTIES = List.of(
            Parallelism.PROPERTY,
            "holdfast.home",
            "holdfast.report",
            "holdfast.timeout-factor",
            "holdfast.manifests",
            "holdfast.nodes",
            "holdfast.keep-failed");

    @TempDir
    Path home;

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final List<String> before =
            PROPERTIES.stream().map(System::getProperty).toList();

    @BeforeEach
    void project() throws IOException {
        System.setProperty("holdfast.home", home.toString());
        Files.createFile(Files.createDirectories(home.resolve("node")).resolve("go.mod"));
        Files.createDirectories(home.resolve("features"));
        Files.writeString(
                home.resolve("features/a.feature"),
                "@storage.rebind\nFeature: A\n\n  Scenario: B\n    Given nothing\n");
        Files.createDirectories(home.resolve("manifests/faults"));
        Files.writeString(home.resolve("manifests/faults/F01.yaml"), """
                breaks: Pods come in any order.
                guarantees: [order.create]
                scenarios: [B]
                admission: [{on: [CREATE pods], patch: "[]"}]
                """);
    }

    @AfterEach
    void restoreProperties() {
        for (int i = 0; i < PROPERTIES.size(); i++) {
            if (before.get(i) == null) {
                System.clearProperty(PROPERTIES.get(i));
            } else {
                System.setProperty(PROPERTIES.get(i), before.get(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify --nodes many              | Invalid value for option '--nodes': 'many' is not an int",
                "verify --cluster kind            | Invalid value for option '--cluster': 'kind' is not one of k3s, embedded",
                "verify --k3s-image A:B           | --k3s-image A:B is neither \"build\", nor a version of k3s, nor the name of an image",
                "verify --cluster embedded --k3s-image build | --k3s-image belongs to --cluster k3s",
                "verify --kubernetes 1.99.0 --dry-run | --kubernetes 1.99.0 cannot be built: it has to be one of 1.34 to 1.37",
                "verify --kubernetes 1.33.0       | --kubernetes 1.33.0 cannot be built: it has to be one of 1.34 to 1.37",
                "cluster up --kubernetes latest   | --kubernetes latest is not a version such as 1.36.3",
                "verify --report /proc/nowhere --dry-run | --report /proc/nowhere is not a folder that can be made",
                "verify --report /dev/null/a --dry-run   | --report /dev/null/a is not a folder that can be made",
                "sabotage --report /proc/nowhere --dry-run | --report /proc/nowhere is not a folder that can be made",
                "cluster up --report /dev/null    | --report /dev/null is not a folder",
                "verify --nodes 0                 | --nodes must be 1 or more, not 0",
                "verify --nfs-client nfs          | --nfs-client must be fuse or kernel, not nfs",
                "verify --parallel 0              | --parallel must be 1 or more, not 0",
                "verify --timeout-factor 0        | --timeout-factor must be more than 0, not 0.0",
                "verify --repeat 0                | --repeat must be 1 or more, not 0",
                "verify --scenario [              | --scenario [ is not a regular expression: Unclosed character class",
                "verify --scenario nothing        | no scenario matches --scenario nothing; `list scenarios` prints",
                "verify --tags @storage --scenario C | no scenario matches --tags @storage and --scenario C; `list",
                "verify --replicas 3              | --replicas is about a set of yours; name its manifests with --set",
                "verify --next a.yaml             | --next is about a set of yours; name its manifests with --set",
                "verify --set-name web            | --set-name is about a set of yours; name its manifests with --set",
                "verify --set nowhere.yaml        | there is no file nowhere.yaml",
                "verify --set manifests/tutorial/stateful-svc.yaml | there is no StatefulSet in manifests/tutorial/stateful-svc.yaml",
                "verify --set manifests/shapes/chart-like.yaml --replicas 1 | --replicas must be at least 2: with fewer pods",
                "verify --set manifests/shapes/chart-like.yaml --context a --namespace b | --set makes your objects under their",
                "verify --set manifests/shapes/chart-like.yaml --tags @tutorial | no scenario matches --set; `list scenarios`",
                "verify --profile gold           | Invalid value for option '--profile' (NAME): 'gold' is not one of core, storage,",
                "verify --shard 0/2               | --shard must be I/N, such as 1/4, with I from 1 to N, not 0/2",
                "verify --shard two               | --shard must be I/N, such as 1/4, with I from 1 to N, not two",
                "verify --shard 2/2               | --shard 2/2 is empty: there are only 1 scenarios to share out",
                "verify --shard-index 2 --shards 2 | --shard-index must be less than --shards and 0 or more: there is no 2 of 2",
                "verify --shard-index 0           | --shard-index and --shards go together: which part, counted from 0",
                "verify --shard 1/2 --shards 2    | --shard names one part, and --shard-index with --shards another",
                "verify --summary-configmap a/b   | --summary-configmap is about a cluster of yours; name it with --context",
                "verify --in-cluster --summary-configmap a | --summary-configmap a names no namespace, and this is not a pod",
                "verify --in-cluster --summary-configmap a/b/c | --summary-configmap must be [NAMESPACE/]NAME, not a/b/c",
                "verify --rerun-failed            | --rerun-failed needs the results of an earlier run, and there is no",
                "verify --frobnicate              | there is no option --frobnicate (see `holdfast verify --help`)",
                "verify --tags @storag            | no scenario has the tag @storag; `list tags` prints all; did you mean @storage? (see",
                "verify --tags (                  | --tags ( is not a tag expression",
                "verify --features nowhere        | --features",
                "verify --component etcd=/nowhere | --component etcd: /nowhere is not a program that can be run",
                "verify --component etcd          | Value for option '--component' (NAME=PATH) should be in KEY=VALUE format",
                "verify --component-version kubelet | Value for option '--component-version' (NAME=VERSION) should be in"
                        + " KEY=VALUE format",
                "verify --component-version kube-schedule=1.36.3 | --component-version kube-schedule: the components are"
                        + " kube-controller-manager, kube-proxy, kube-scheduler, kubelet; did you mean kube-scheduler? (see",
                "verify --component-version etcd=3.6.0 | --component-version etcd: the components are kube-controller-manager,"
                        + " kube-proxy, kube-scheduler, kubelet (see",
                "verify --component-version kube-apiserver=1.36.3 | --component-version kube-apiserver: the API server is of the"
                        + " release that --kubernetes names",
                "cluster up --component-version kubelet=latest | --component-version kubelet=latest is not a version such as 1.36.3",
                "verify --component-version kube-controller-manager=1.29.9 | --component-version"
                        + " kube-controller-manager=1.29.9 cannot be built: it has to be one of 1.30 to 1.37",
                "verify --component-version kubelet=1.33.0 --dry-run | --component-version kubelet=1.33.0 cannot be built: it has"
                        + " to be one of 1.34 to 1.37",
                "verify --component kubelet=/bin/true --component-version kubelet=1.36.3 | --component and --component-version each"
                        + " say which kubelet runs; give one of them",
                "verify --in-cluster --component-version kubelet=1.36.3 | --component-version is about a cluster that Holdfast"
                        + " starts, not about one of yours",
                "verify --image wob=nginx:1       | --image wob: the roles are tools, web, web-next; did you mean web? (see",
                "verify --in-cluster --image wob=nginx:1 | --image wob: the roles are tools, web, web-next; did you mean web? (see",
                "rbac --observe --explain         | --observe and --explain print the permissions of two commands; ask for"
                        + " one after the other",
                "rbac --namespace A               | --namespace A cannot be the name of a namespace",
                "judge features                   | features is a folder; judge takes the histories in it: features/*.jsonl",
                "judge                           | a history is missing: the file of one that a run saved, or --audit-log with the files of",
                "judge --audit-log nowhere.log    | there is no audit log nowhere.log",
                "judge --audit-log features       | features is a folder; --audit-log takes the files in it: features/*",
                "judge --audit-log pom.xml        | pom.xml is no audit log: it is not JSON",
                "judge pom.xml --save-history a   | --save-history goes with --audit-log: what is judged otherwise is a saved history already",
                "compare nowhere                  | there is one run to compare; name two report folders or more",
                "verify --extra-arg kubelet       | --extra-arg must be NAME=--FLAG=VALUE, not kubelet",
                "verify --node-bundle /nowhere.bundle | --node-bundle /nowhere.bundle is not a file",
                "cluster bundle                   | Missing required option: '--output=FILE'",
                "cluster bundle --output /nowhere/a | --output /nowhere/a cannot be written: it is a folder, or its folder is not",
                "cluster bundle --output /tmp     | --output /tmp cannot be written: it is a folder",
                "verify --audit-log /nowhere/a   | --audit-log /nowhere/a cannot be written: there is no such folder",
                "verify --audit-log /etc/passwd   | --audit-log /etc/passwd is there already: it would tell of two clusters",
                "verify --image-archive /nowhere.tar | --image-archive /nowhere.tar is not a file",
                "verify --step                    | --step waits for Enter before each step, and the input or output is no terminal",
                "verify --step --parallel 2       | --step stops one scenario at a time, and --parallel asks for 2",
                "verify --preflight-only          | --preflight-only looks at a cluster of yours; name it with --context",
                "verify --namespace team          | --namespace is about a cluster of yours; name it with --context",
                "verify --kubeconfig /nowhere     | there is no kubeconfig /nowhere",
                "verify --in-cluster --context a  | --in-cluster names one cluster and --context",
                "verify --in-cluster              | there are no in-cluster credentials here",
                "verify --in-cluster --nodes 3    | --nodes is about a cluster that Holdfast starts",
                "verify --in-cluster --namespace A | --namespace A cannot be the name of a namespace",
                "verify --in-cluster --nfs-server a:/b | --nfs-server and --nfs-directory go together",
                "verify --in-cluster --cluster embedded | --cluster embedded is a cluster that Holdfast starts",
                "sabotage --fault F11             | there is no fault F11; `list faults` prints all; did you mean F01? (see",
                "sabotage --in-cluster            | sabotage breaks the cluster that you named on purpose: 1 of 1 faults can be"
                        + " tried there, a MutatingAdmissionPolicy and its binding, which belong to the whole cluster, are",
                "sabotage --smoke                 | there is no fault to be tried",
                "sabotage --smoke --fault F01     | --smoke and --fault each say which faults are tried; give one",
                "sabotage --timeout-factor 0      | --timeout-factor must be more than 0, not 0.0",
                "sabotage --unbroken -1           | --unbroken must be 0 or more, not -1",
                "sabotage --parallel 0            | --parallel must be 1 or more, not 0",
                "sabotage --component etcd=/bin/true --smoke | --component is the fault itself, so neither --fault nor",
                "sabotage --component-version kubelet=1.36.3 --fault F01 | --component-version is the fault itself, so neither",
                "sabotage --component-version kubelet=1.20.0 | --component-version kubelet=1.20.0 cannot be built: it has to",
                "sabotage --component etcd=/nowhere | --component etcd: /nowhere is not a program that can be run",
                "cluster                          | a command is missing: cluster up",
                "cluster up --output yaml         | Invalid value for option '--output'",
                "cluster up --nodes 0             | --nodes must be 1 or more, not 0",
                "cluster up --nfs-client nfs      | --nfs-client must be fuse or kernel, not nfs",
                "cluster cut node-1 --data /nowhere | no embedded cluster runs in /nowhere",
                "cluster up --simulated-nodes -1  | --simulated-nodes must be 0 or more, not -1",
                "cluster up --node-disk big       | --node-disk must be a size such as 512Mi, not big",
                "cluster nfs odd --data /nowhere  | the NFS server can be read-only, full or writable, not odd",
                "cluster cut                      | Missing required parameter: 'NODE'",
                "cluster freeze                   | Missing required parameter: 'COMPONENT'",
                "cluster part node-1              | Missing required option: '--from=NODE'",
                "cluster thaw kubelet --for 3s    | there is no option --for",
                "list                             | what to list is missing: list guarantees, scenarios, faults, tags or images",
                "list tags -o xml                 | Invalid value for option '--output': expected one of [TEXT, JSON, YAML]",
                "list scenarios --features src/test/prometheus | there is no scenario in src/test/prometheus",
                "verify --features src/test/prometheus | there is no scenario in /",
                "list tags --features nowhere     | --features nowhere is not a folder",
                "verify --set src/test/resources/dev/holdfast/audit/incident.log.gz | src/test/resources/dev/holdfast/audit/incident.log.gz"
                        + " is not text",
                "verify --kubeconfig src/test/resources/dev/holdfast/audit/incident.log.gz | the file",
                "judge --audit-log src/test/resources/dev/holdfast/audit/incident.log.gz --save-history /dev/null | --save-history"
                        + " /dev/null is not a folder",
                "image --output a.tar --base tar:///nowhere | --base: /nowhere is not a file that an image was saved to",
                "report nowhere                   | nowhere is not the report folder of a run: it has no results.json",
                "image                            | it is not said where the image goes: --output FILE, --to REFERENCE or both",
                "image --output /nowhere/a.tar    | --output /nowhere/a.tar is not a file in a folder that is there",
                "image --output a.tar --name A    | --name: A cannot be the name of an image",
                "image --to A                     | --to: A cannot be the name of an image",
                "image --output a.tar --base A    | --base: A cannot be the name of an image",
                "nonsense                         | there is no command nonsense (see `holdfast --help`)",
                "verfy                            | there is no command verfy; did you mean verify? (see `holdfast --help`)",
                "list guarntees                   | there is no command guarntees; did you mean guarantees? (see `holdfast list",
                "explain web --kubeconfig /nowhere | there is no kubeconfig /nowhere",
                "explain -n A web                 | --namespace A cannot be the name of a namespace",
                "explain -A -n shop               | --all-namespaces explains all sets; leave out --namespace",
                "explain -A web                   | --all-namespaces explains all sets; leave out web",
                "explain --patience soon          | --patience must be a duration such as 90s, 10m or 1h30m, not soon",
                "explain web -o xml               | Invalid value for option '--output'",
                "rbac all                         | \"all\" is not expected here (see `holdfast rbac --help`)",
                "verify --contxt staging          | there is no option --contxt; did you mean --context? (see `holdfast",
                "verify --timeout-faktor=3        | there is no option --timeout-faktor; did you mean --timeout-factor? (see",
                "judge pom.xml --guarantee order.wait-ready | there is no guarantee order.wait-ready; `list guarantees` prints all; did you mean",
                "compare nowhere elsewhere       | nowhere is not the report folder of a run: its results.json cannot be read",
                "''                               | a command is missing: verify, sabotage, observe, explain, judge, report, compare, list or cluster up",
            })
    void refusesWrongUseInOneSentence(String arguments, String sentence) {
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(errors()).startsWith("error: " + sentence).hasLineCount(1);
        assertThat(results.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "verify, ', or name a cluster of yours with --context (see `holdfast verify --help`)'",
        "verify --cluster embedded, ', or name a cluster of yours with --context (see `holdfast verify --help`)'",
        "sabotage, ', or name a cluster of yours with --context (see `holdfast sabotage --help`)'",
        "cluster up, ' (see `holdfast cluster up --help`)'",
    })
    void refusesToStartAClusterFromADistribution(String arguments, String end) throws IOException {
        Files.writeString(
                home.resolve("features/a.feature"), "Feature: A\n\n  Scenario: B\n    When pod 0 is deleted\n");
        Files.delete(home.resolve("node/go.mod"));
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(errors())
                .isEqualTo(
                        "error: a cluster that Holdfast starts is built from the folder node/, which only a clone of the"
                                + " project has: start the holdfast of a clone, on Linux" + end
                                + System.lineSeparator());
        assertThat(home.resolve("target")).doesNotExist();
    }

    @Test
    void writesWhereTheUserIsIfThereIsNoProject() throws IOException {
        assertThat(Installation.report("holdfast")).isEqualTo(home.resolve("target/holdfast"));
        Files.delete(home.resolve("node/go.mod"));
        assertThat(Installation.report("holdfast"))
                .isEqualTo(Path.of("target/holdfast").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource({
        "--help,Exit codes",
        "verify --help,--tags",
        "sabotage --help,--smoke",
        "cluster up --help,--kubernetes",
        "cluster --help,heal",
        "cluster cut --help,peers",
        "cluster freeze --help,kube-apiserver",
        "explain --help,--patience",
        "--version,holdfast"
    })
    void helps(String arguments, String expected) {
        assertThat(execute(arguments)).isZero();
        assertThat(errors()).isEmpty();
        assertThat(results.toString(StandardCharsets.UTF_8)).contains(expected);
    }

    @Test
    void saysInTheHelpOfEveryCommandWhatItsExitCodesMean() {
        assertThat(commands(Holdfast.commandLine(terminal())))
                .hasSizeGreaterThan(15)
                .allSatisfy(command -> assertThat(help(command))
                        .as(command.getCommandSpec().qualifiedName())
                        .contains("Exit codes: 0 ", " 2 Usage error", " 3 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "observe", "judge", "report"})
    void saysOfCommandsThatJudgeHowTheGuaranteesCameOut(String name) {
        assertThat(help(Holdfast.commandLine(terminal()).getSubcommands().get(name)))
                .contains("0 No guarantee is broken", "1 A guarantee is broken.", "3 Inconclusive")
                .doesNotContain("sabotage` with");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "cluster", "rbac", "image", "cleanup", "completion"})
    void saysNothingOfGuaranteesAmongTheExitCodesOfCommandsThatJudgeNone(String name) {
        assertThat(commands(Holdfast.commandLine(terminal()).getSubcommands().get(name)))
                .allSatisfy(command -> assertThat(help(command).replaceFirst(".*Exit codes:", ""))
                        .startsWith(" 0 Done. 2 Usage error")
                        .doesNotContain("guarantee is broken", "sabotage"));
    }

    @Test
    void saysOfSabotageAndCompareWhatTheyAsk() {
        Map<String, CommandLine> commands = Holdfast.commandLine(terminal()).getSubcommands();
        assertThat(help(commands.get("sabotage"))).contains("0 Every fault was noticed", "1 A fault was not noticed");
        assertThat(help(commands.get("compare"))).contains("1 A guarantee is broken in a later run");
    }

    private static String help(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " ");
    }

    @Test
    void saysInTheHelpOfExplainWhatItsOwnExitCodesMean() {
        CommandLine explain = Holdfast.commandLine(terminal()).getSubcommands().get("explain");
        assertThat(explain.getUsageMessage(CommandLine.Help.Ansi.OFF))
                .contains("  0   Done", "  1   Cannot go on", "  2   Usage error, no such set", "  3   Going on")
                .doesNotContain("guarantee");
    }

    @Test
    void describesEachCommandInTheListByAWholeSentence() {
        assertThat(commands(Holdfast.commandLine(terminal()))).allSatisfy(command -> assertThat(
                        command.getCommandSpec().usageMessage().description()[0])
                .as(command.getCommandSpec().qualifiedName())
                .endsWith("."));
    }

    @Test
    void callsThingsByOneWordInTheHelpOfEveryCommand() {
        assertThat(commands(Holdfast.commandLine(terminal()))).allSatisfy(command -> assertThat(
                        command.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " "))
                .as(command.getCommandSpec().qualifiedName())
                .doesNotContainPattern(
                        "(?i)\\bpromises?\\b|\\brights?\\b|\\btakes? away\\b|wrong use|it is looked at"));
    }

    private static List<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                        Stream.of(command),
                        command.getSubcommands().values().stream().flatMap(each -> commands(each).stream()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list faults              | F01    Pods come in any order.",
                "list faults -o json      | \"needs\"",
                "sabotage --dry-run       | F01       B",
                "sabotage --dry-run --unbroken 1 | unbroken  B",
                "list guarantees          | order.waits-ready",
                "list guarantees -o json  | \"id\" : \"order.waits-ready\"",
                "list guarantees -o yaml  | - id: order.waits-ready",
                "list scenarios           | features/a.feature",
                "list scenarios -o json   | \"file\" : \"features/a.feature\"",
                "list tags                | @storage",
                "list images              | web-next",
                "list images              | docker.io/nginxinc/nginx-unprivileged:1.27.3-alpine",
            })
    void lists(String arguments, String expected) {
        assertThat(execute(arguments)).isZero();
        assertThat(errors()).isEmpty();
        assertThat(results.toString(StandardCharsets.UTF_8)).contains(expected);
    }

    @Test
    void listsWhatWouldRunWithoutACluster() throws IOException {
        Files.writeString(
                home.resolve("features/a.feature"),
                "Feature: A\n\n  Scenario: B\n    When pod 0 is deleted\n\n  Scenario: C\n    When pod 1 is deleted\n");
        assertThat(execute("verify --dry-run --repeat 3 --scenario C$")).isZero();
        assertThat(errors()).isEmpty();
        assertThat(results.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("A › C  (features/a.feature:6)", "", "1 scenario would run, 3 times each");
    }

    @Test
    void runsNothingUnbrokenWhereThatIsAskedFor() throws IOException {
        Files.writeString(home.resolve("features/a.feature"), """
                Feature: A

                  Scenario: B
                    When pod 0 is deleted

                  Scenario: C
                    When pod 1 is deleted

                  Scenario: D
                    When pod 1 is deleted
                """);

        assertThat(execute("sabotage --dry-run")).isZero();
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("  unbroken  ");
        results.reset();
        assertThat(execute("sabotage --dry-run --unbroken 0")).isZero();
        assertThat(results.toString(StandardCharsets.UTF_8))
                .contains("Wave 1 of 1", "F01       B")
                .doesNotContain("unbroken");
    }

    @ParameterizedTest
    @CsvSource({
        "--component kube-controller-manager=/bin/true, your kube-controller-manager",
        "--component-version kube-controller-manager=1.36.3, kube-controller-manager 1.36.3",
    })
    void listsWhatAComponentWouldBeTriedWith(String component, String inWords) throws IOException {
        Files.writeString(
                home.resolve("features/a.feature"), "Feature: A\n\n  Scenario: B\n    When pod 0 is deleted\n");

        assertThat(execute("sabotage " + component + " --dry-run --cache " + home.resolve("cache")))
                .isZero();

        assertThat(errors()).isEmpty();
        assertThat(results.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "With " + inWords + " in place of the cluster's own, and no other fault:",
                        "A › B  (features/a.feature:3)",
                        "",
                        "1 scenario would run");
        assertThat(home.resolve("cache")).doesNotExist();
        assertThat(home.resolve("target")).doesNotExist();
    }

    @Test
    void refusesToRehearseAStepThatIsNotDefined() {
        assertThat(execute("verify --dry-run")).isEqualTo(2);
        assertThat(errors()).startsWith("error: The step 'nothing' ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "null"})
    void refusesToRerunWhatFailedInResultsThatAreNone(String results) throws IOException {
        Files.writeString(home.resolve("results.json"), results);

        assertThat(execute("verify --dry-run --rerun-failed --report " + home)).isEqualTo(2);
        assertThat(errors())
                .startsWith("error: results.json has not got the results of a run: ")
                .hasLineCount(1);
    }

    @Test
    void takesATagForATagWhereAFolderIsCalledLikeIt() {
        // Tests run in the folder of the project, which has a folder node.
        assertThat(Path.of("node")).isDirectory();

        assertThat(execute("verify --dry-run --tags @node")).isEqualTo(2);
        assertThat(errors()).startsWith("error: ").contains("@node").hasLineCount(1);
    }

    @Test
    void takesOptionsFromSystemProperties() {
        System.setProperty("holdfast.nodes", "3");
        System.setProperty("holdfast.timeout-factor", "2.5");
        System.setProperty("holdfast.report", "somewhere");
        VerifyOptions options = VerifyOptions.ofSystemProperties();
        assertThat(options.embedded().nodes()).isEqualTo(3);
        assertThat(options.report()).isEqualTo(Path.of("somewhere").toAbsolutePath());
        assertThat(options.course().parallel()).isEqualTo(Parallelism.ofThisMachine());
        options.apply();
        assertThat(System.getProperty("holdfast.timeout-factor")).isEqualTo("2.5");
    }

    @Test
    void writesNoStackTraceForTheUnexpected() {
        int code = new Failures(terminal())
                .handleExecutionException(
                        new IllegalStateException("the moon is down"), Holdfast.commandLine(terminal()), null);
        assertThat(code).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(errors())
                .startsWith("error: unexpected: ")
                .contains("the moon is down", "holdfast.log")
                .hasLineCount(1);
    }

    private int execute(String arguments) {
        String[] words =
                Stream.of(arguments.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
        return Holdfast.commandLine(terminal()).execute(words);
    }

    private Terminal terminal() {
        return new Terminal(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                false);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }
}
