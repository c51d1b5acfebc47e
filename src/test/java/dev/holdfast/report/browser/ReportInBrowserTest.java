package dev.holdfast.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.fixture.ReportDirectory;
import dev.holdfast.report.page.ReportPage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens the report of three runs. The pictures it takes are left in {@code target/report-screenshots}. */
class ReportInBrowserTest {

    private static final Path PICTURES = Path.of("target", "report-screenshots");
    private static final String TIMELINE = "document.querySelector('details[open] .chart svg')";

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private Tab tab;

    @BeforeAll
    static void makeReports() throws IOException, InterruptedException {
        chromium = Chromium.start(Files.createDirectory(folder.resolve("profile")));
        Files.createDirectories(PICTURES);
        ReportPage.write(ReportDirectory.passed(Files.createDirectory(folder.resolve("passed"))));
        ReportPage.write(ReportDirectory.failed(Files.createDirectory(folder.resolve("failed"))));
        ReportPage.write(ReportDirectory.rolled(Files.createDirectory(folder.resolve("long"))));
        ReportPage.write(ReportDirectory.stepped(Files.createDirectory(folder.resolve("stepped"))));
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openTab() {
        tab = new Tab(chromium.devTools());
    }

    @AfterEach
    void nothingWentWrong() {
        tab.close();
        assertThat(tab.troubles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "passed, 1400, light", "passed, 1400, dark", "passed, 390, light", "passed, 390, dark",
        "failed, 1400, light", "failed, 1400, dark", "failed, 390, light", "failed, 390, dark",
        "long, 1400, light", "long, 1400, dark", "long, 390, light", "long, 390, dark",
    })
    void fitsTheWindowAndDrawsWhatHappened(String run, int width, String scheme) throws IOException {
        tab.window(width, scheme);
        tab.open(page(run, "passed".equals(run) ? "#scenario-a-recreated-pod-finds-its-own-data-again" : ""));
        Files.write(PICTURES.resolve(run + "-" + width + "-" + scheme + ".png"), tab.screenshot());
        assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(number("document.querySelectorAll('details[open] g.segment').length"))
                .isGreaterThan("long".equals(run) ? 700 : 10);
        assertThat(
                        number(
                                "Math.max(...[...document.querySelectorAll('g.segment .body')].map(r => +r.getAttribute('x')))"))
                .isLessThan(width);
    }

    @Test
    void marksWhatProvesAViolation() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        assertThat(text("[...document.querySelectorAll('.proofs g text')].map(t => t.textContent).join()"))
                .isEqualTo("A,B");
        assertThat(text("document.querySelector('.finding .seen').textContent"))
                .contains("pod 2 was created at resourceVersion ");
        assertThat(number("document.querySelectorAll('details.scenario[open]').length"))
                .isEqualTo(1);
        assertThat(number("document.querySelectorAll('.events tr.proof').length"))
                .isEqualTo(2);
    }

    @Test
    void showsTheFailureOnTheFirstScreen() {
        for (int width : List.of(1400, 420)) {
            tab.window(width, "light");
            tab.open(page("failed", ""));
            assertThat(number("document.querySelector('.card .seen').getBoundingClientRect().bottom"))
                    .as("with a width of %d", width)
                    .isLessThan(900);
        }
    }

    @Test
    void canBeReadWithoutAScript() throws IOException {
        tab.window(1400, "light");
        tab.withoutScripts();
        tab.load(page("failed", ""));
        Files.write(PICTURES.resolve("failed-without-scripts.png"), tab.screenshot());
        assertThat(number("document.querySelectorAll('.card .x-piece').length")).isGreaterThan(4);
        assertThat(number("Math.min(...[...document.querySelectorAll('.card .x-shade')].map(e => e.offsetWidth))"))
                .isGreaterThan(100);
        assertThat(number("document.querySelector('.filter').offsetHeight")).isZero();
        assertThat(number("document.querySelectorAll('.chart svg').length")).isZero();
        assertThat(text("document.querySelector('noscript').textContent")).contains("Timelines are drawn by a script");
    }

    @Test
    void opensATimelineAtTheViolationWithWhatChangedAndWasLogged() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        assertThat(text("document.querySelector('details[open] .axis').textContent"))
                .doesNotContain("1.0 s")
                .contains("3.5 s");
        assertThat(number("document.querySelector('.broken rect').getBoundingClientRect().width"))
                .isBetween(150, 500);
        assertThat(inspector())
                .startsWith("A: nginx-statefulset-2 · Pending")
                .contains("by kube-controller-manager")
                .contains("status.phase")
                .contains("\"Created pod\" pod=\"nginx-statefulset-2\"");
    }

    @Test
    void movesTheTimelineToAStepThatIsClicked() {
        tab.window(1400, "light");
        tab.open(page("stepped", ""));
        String before = text(TIMELINE + ".querySelector('.axis').textContent");
        tab.evaluate("document.querySelectorAll('details[open] .step.linked')[2].click()");
        tab.drawn();
        assertThat(text(TIMELINE + ".querySelector('.axis').textContent")).isNotEqualTo(before);
        assertThat(text("document.querySelector('details[open] .step.now').textContent"))
                .contains("is created with 3 replicas");
        assertThat(number("document.querySelectorAll('.stepspan rect').length")).isEqualTo(1);
    }

    @Test
    void tellsOfEvidenceThatIsClicked() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        tab.evaluate(
                "[...document.querySelectorAll('.proofs g')].at(-1).dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        tab.drawn();
        assertThat(inspector())
                .startsWith("B: nginx-statefulset-1 · Running and Ready")
                .contains("by kubelet (status)")
                .contains("\"False\"→\"True\"");
    }

    @Test
    void goesToAnActionThatIsClicked() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        tab.evaluate("document.querySelectorAll('details[open] .actions .linked')[1].click()");
        tab.drawn();
        assertThat(inspector()).contains("create StatefulSet nginx-statefulset with 3 replicas");
    }

    @Test
    void givesEachActionABadgeOfItsOwnInsideOfThePicture() {
        for (int width : List.of(1400, 420)) {
            tab.window(width, "light");
            tab.open(page("passed", "#scenario-a-recreated-pod-finds-its-own-data-again"));
            assertThat(
                            text(
                                    "[...document.querySelectorAll('details[open] .mark.action text')].map(t => t.textContent).join()"))
                    .isEqualTo("1,2,3,4,5");
            assertThat(number("Math.max(...[...document.querySelectorAll('details[open] .mark.action')]"
                            + ".map(mark => mark.getBoundingClientRect().right))"
                            + " - document.querySelector('details[open] .chart').getBoundingClientRect().right"))
                    .isLessThanOrEqualTo(0);
        }
    }

    @Test
    void filtersByVerdictFamilyAndText() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        filter("verdict", "passed");
        assertThat(shown("details.scenario")).isEqualTo(2);
        assertThat(shown(".card")).isZero();
        filter("family", "storage");
        assertThat(shown("details.scenario")).isEqualTo(1);
        assertThat(shown("tr[data-verdict]")).isEqualTo(1);
        assertThat(text("document.querySelector('.filter output').textContent")).isEqualTo("1 guarantee, 1 scenario");
        filter("text", "nothing of the kind");
        assertThat(shown("details.scenario")).isZero();
        filter("text", "FINDS its own");
        assertThat(shown("details.scenario")).isEqualTo(1);
    }

    @Test
    void showsWhatALinkLeadsToWhateverIsFiltered() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        filter("verdict", "passed");
        tab.evaluate("location.hash = 'guarantee-order.create'");
        tab.drawn();
        assertThat(number("document.getElementById('guarantee-order.create').getBoundingClientRect().height"))
                .isGreaterThan(10);
        filter("verdict", "passed");
        tab.evaluate("location.hash = 'scenario-pod-2-is-created-after-its-predecessors'");
        tab.drawn();
        assertThat(shown("details.scenario.failed[open]")).isEqualTo(1);
    }

    private void filter(String field, String value) {
        tab.evaluate("(() => { const field = document.querySelector('.filter').elements['" + field + "'];"
                + "field.value = '" + value + "'; field.dispatchEvent(new Event('input', {bubbles: true})); })()");
        tab.drawn();
    }

    private int shown(String selector) {
        return number("[...document.querySelectorAll('" + selector + "')]"
                + ".filter(each => !each.closest('.filtered')).length");
    }

    @Test
    void isReadWithTheKeyboardAlone() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        tab.evaluate(TIMELINE + ".focus()");
        tab.key("0");
        tab.key("Escape");
        tab.key("ArrowRight");
        assertThat(inspector()).contains("create Service stateful-svc");
        tab.key("ArrowDown");
        assertThat(inspector()).contains("nginx-statefulset · not as wanted");
        tab.key("ArrowDown");
        assertThat(inspector())
                .contains("nginx-statefulset-0 · Pending")
                .contains("uid ")
                .contains("rv ");
        tab.key("End");
        assertThat(inspector()).contains("nginx-statefulset-0 · Running and Ready");
        String whole = text(TIMELINE + ".querySelector('.axis').textContent");
        tab.key("+");
        assertThat(text(TIMELINE + ".querySelector('.axis').textContent")).isNotEqualTo(whole);
        tab.key("0");
        assertThat(text(TIMELINE + ".querySelector('.axis').textContent")).isEqualTo(whole);
        tab.key("Enter");
        assertThat(text("document.activeElement.textContent"))
                .contains("Running, Ready")
                .contains("Ready=True");
    }

    @Test
    void opensTheScenarioThatItsAddressNames() {
        tab.window(1400, "light");
        tab.open(page("failed", "#scenario-a-recreated-pod-finds-its-own-data-again"));
        assertThat(text("document.querySelector('details.scenario.passed[open] .name').textContent"))
                .isEqualTo("A recreated pod finds its own data again");
    }

    @Test
    void unpacksTheEventsOfWhatIsAsPromisedOnceThatIsOpened() {
        tab.window(1400, "light");
        tab.open(page("passed", "#scenario-a-recreated-pod-finds-its-own-data-again"));
        tab.evaluate("new Promise(done => { const events = document.querySelector('details[open] .events .scroll');"
                + "const unpacked = () => events.querySelector('table') && done();"
                + "new MutationObserver(unpacked).observe(events, {childList: true}); unpacked(); })");
        tab.evaluate(TIMELINE + ".focus()");
        tab.key("ArrowRight");
        tab.key("Enter");
        assertThat(text("document.activeElement.closest('.events[open]').querySelector('tbody tr.shown').textContent"))
                .contains("create Service stateful-svc");
        assertThat(number("document.querySelectorAll('details[open] .events tbody tr').length"))
                .isGreaterThan(20);
        assertThat(text("document.querySelector('details[open] .events .scroll').textContent"))
                .doesNotContain("could not be unpacked");
    }

    @Test
    void isWalkedThroughWithTheTabulator() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        List<String> stops = new ArrayList<>();
        tab.evaluate("window.walked = []");
        for (String stop = next(); !stop.equals("BODY") && stops.size() < 100; stop = next()) {
            stops.add(stop);
        }
        assertThat(stops).startsWith("A Skip to the scenarios").contains("svg", "BUTTON Open all", "A overview.txt");
        assertThat(stops.stream().filter(stop -> stop.startsWith("SUMMARY"))).hasSize(12);
        assertThat(text("walked.every(each => each.seen) ? '' : walked.find(each => !each.seen).stop"))
                .as("what is focused without being seen to be")
                .isEmpty();
        assertThat(number(
                        "walked.filter((each, i) => i > 0 && !(walked[i - 1].element.compareDocumentPosition(each.element)"
                                + " & Node.DOCUMENT_POSITION_FOLLOWING)).length"))
                .as("steps back")
                .isZero();
    }

    private String next() {
        tab.key("Tab");
        return text("(() => { const element = document.activeElement, style = getComputedStyle(element);"
                        + "const box = element.getBoundingClientRect();"
                        + "const stop = (element.tagName + ' ' + (element.closest('svg') ? '' : element.textContent.trim().split('\\n')[0])).trim();"
                        + "if (element !== document.body) walked.push({element, stop,"
                        + " seen: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2"
                        + " && box.bottom > 0 && box.top < innerHeight && box.right > 0});"
                        + "return stop; })()")
                .replaceFirst("^BODY.*", "BODY");
    }

    @Test
    void opensWhatIsClosedWithTheEnterKey() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        tab.evaluate("document.querySelector('details.scenario.passed > summary').focus()");
        tab.key("Enter");
        assertThat(number("document.querySelectorAll('details.scenario.passed[open] g.segment').length"))
                .isGreaterThan(10);
        tab.key("Enter");
        assertThat(number("document.querySelectorAll('details.scenario.passed[open]').length"))
                .isZero();
    }

    @Test
    void drawsAllReadingsThatThereIsRoomForOnANarrowWindow() {
        tab.window(390, "light");
        tab.open(page("long", ""));
        assertThat(number("document.querySelectorAll('.mark.reading').length")).isGreaterThan(10);
    }

    @Test
    void saysInWholeLinesWhichStepDidNotHold() {
        tab.window(1400, "light");
        tab.open(page("failed", ""));
        assertThat(number("Math.max(...[...document.querySelectorAll('.finding p')].map(p => p.offsetHeight))"))
                .isLessThan(60);
        assertThat(text("document.querySelector('.saved a').getAttribute('href')"))
                .isEqualTo("diagnosis/pod-2-is-created-after-its-predecessors/overview.txt");
    }

    @Test
    void isPrintedWithItsTimelinesOnWhitePaper() throws IOException {
        tab.window(1400, "dark");
        tab.open(page("failed", ""));
        byte[] pdf = tab.print();
        Files.write(PICTURES.resolve("failed.pdf"), pdf);
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        tab.media("print", "dark");
        assertThat(text("getComputedStyle(document.querySelector('.zoom')).display"))
                .isEqualTo("none");
        assertThat(text("getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(255, 255, 255)");
        assertThat(text("getComputedStyle(document.body).color")).isEqualTo("rgb(27, 35, 41)");
        assertThat(text("getComputedStyle(document.querySelector('.bar')).breakAfter"))
                .isEqualTo("avoid");
        assertThat(number(TIMELINE + ".getBoundingClientRect().height")).isGreaterThan(150);
    }

    private static URI page(String run, String fragment) {
        return URI.create(folder.resolve(run).resolve(ReportPage.FILE).toUri() + fragment);
    }

    private String inspector() {
        return text("document.querySelector('details[open] .inspector').textContent");
    }

    private String text(String expression) {
        return tab.evaluate(expression).asString();
    }

    private int number(String expression) {
        return (int) Math.ceil(tab.evaluate(expression).asDouble());
    }
}
