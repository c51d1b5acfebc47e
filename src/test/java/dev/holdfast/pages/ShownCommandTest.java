package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownCommandTest {

    @Test
    void readsALineAsAShellDoes() {
        assertThat(ShellWords.commands(
                        "A=1 ./holdfast verify --tags \"@a and not @b\" --scenario 'x|y'   # all of '@a'"))
                .containsExactly(List.of("./holdfast", "verify", "--tags", "@a and not @b", "--scenario", "x|y"));
        assertThat(ShellWords.commands("./holdfast rbac | kubectl apply -f - > a.log && b#c"))
                .containsExactly(List.of("./holdfast", "rbac"), List.of("kubectl", "apply", "-f", "-"), List.of("b#c"));
        assertThat(ShellWords.commands("# nothing")).isEmpty();
        assertThatThrownBy(() -> ShellWords.commands("a 'b")).hasMessage("a quote is not closed: a 'b");
    }

    @Test
    void readsWhatIsShownOfACommand() {
        Page page = new Page(
                Path.of("a.md"),
                List.of(
                        "```console",
                        "$ ./holdfast verify --tags @storag",
                        "error: …",
                        "$ echo $?",
                        "2",
                        "$ ./holdfast --version",
                        "```",
                        "```sh",
                        "./holdfast list \\",
                        "    tags",
                        "```"));
        assertThat(ShownCommand.of(page))
                .containsExactly(
                        new ShownCommand(
                                "a.md:2", List.of("./holdfast", "verify", "--tags", "@storag"), List.of("error: …"), 2),
                        new ShownCommand("a.md:6", List.of("./holdfast", "--version"), List.of(), 0),
                        new ShownCommand("a.md:10", List.of("./holdfast", "list", "tags"), List.of(), 0));
    }

    @Test
    void refusesOutputThatNobodyAskedFor() {
        Page page = new Page(Path.of("a.md"), List.of("```console", "what?", "```"));
        assertThatThrownBy(() -> ShownCommand.of(page)).hasMessage("a.md:2: a block of console begins with a prompt");
    }
}
