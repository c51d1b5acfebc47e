package dev.holdfast.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.fixture.ReportDirectory;
import dev.holdfast.report.page.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the report of random histories in which much happens at once: nothing covers anything else, and nothing is cut off. */
class CrowdedTimelineTest {

    private static final int SCENARIOS = 25;

    /** What two boxes may share: the browser rounds. */
    private static final String GEOMETRY = """
            const slack = 0.3;
            const named = (element) => (element.matches('b') ? element : element.parentElement).outerHTML;
            const boxes = (root, selector) => [...root.querySelectorAll(selector)]
                .map((element) => ({ element, box: element.getBoundingClientRect() }))
                .filter(({ box }) => box.width > 0);
            const overlapping = (all) => all.flatMap((a, i) => all.slice(i + 1)
                .filter((b) => a.box.left < b.box.right - slack && b.box.left < a.box.right - slack
                    && a.box.top < b.box.bottom - slack && b.box.top < a.box.bottom - slack)
                .map((b) => named(a.element) + ' and ' + named(b.element)));
            const outside = (all, edge) => all
                .filter(({ box }) => box.left < edge.left - slack || box.right > edge.right + slack
                    || box.top < edge.top - slack || box.bottom > edge.bottom + slack)
                .map(({ element }) => 'cut off: ' + named(element));
            """;

    @TempDir
    static Path folder;

    private static Chromium chromium;

    @BeforeAll
    static void makeReport() throws IOException, InterruptedException {
        chromium = Chromium.start(Files.createDirectory(folder.resolve("profile")));
        ReportPage.write(ReportDirectory.crowded(Files.createDirectory(folder.resolve("crowded")), SCENARIOS));
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1400, 700, 400, 320})
    void noMarkOfATimelineCoversAnotherOrIsCutOff(int width) {
        try (Tab tab = opened(width)) {
            assertThat(tab.evaluate("(async () => {" + GEOMETRY + """
                    const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                    const wrong = [];
                    let looked = 0;
                    for (const scenario of document.querySelectorAll('details.scenario')) {
                        document.querySelectorAll('details.scenario[open]').forEach((other) => other.open = false);
                        scenario.open = true;
                        await drawn();
                        const svg = scenario.querySelector('.chart svg');
                        const press = async (name) => {
                            scenario.querySelector(`.zoom button[title="${name}"]`)?.click();
                            await drawn();
                        };
                        for (const view of ['Show the violation', 'Zoom in', 'Zoom in', 'Show the whole recording', 'Zoom in']) {
                            await press(view);
                            const all = boxes(svg, '.mark path, .proofs circle');
                            looked += all.length;
                            const edge = svg.querySelector('clipPath rect').getBBox();
                            const frame = svg.getBoundingClientRect();
                            const within = { left: frame.left + edge.x, right: frame.left + edge.x + edge.width,
                                top: frame.top, bottom: frame.bottom };
                            wrong.push(...[...overlapping(all), ...outside(all, within),
                                ...outside(boxes(svg, '.axis text'), frame)]
                                .map((each) => `${scenario.querySelector('.name').textContent}, ${view}: ${each}`));
                        }
                    }
                    return looked < 1000 ? `only ${looked} marks` : wrong.slice(0, 20).join('\\n')
                        + (wrong.length > 20 ? `\\nand ${wrong.length - 20} more` : '');
                    })()""").asString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1400, 700, 400, 320})
    void noMarkOfAViolationCoversAnotherOrIsCutOff(int width) {
        try (Tab tab = opened(width)) {
            assertThat(tab.evaluate("(() => {" + GEOMETRY + """
                    const wrong = [];
                    let looked = 0;
                    for (const excerpt of document.querySelectorAll('.excerpt')) {
                        const all = boxes(excerpt, '.x-flag, .x-action');
                        looked += all.length;
                        wrong.push(...overlapping(all), ...outside(all, excerpt.getBoundingClientRect()));
                        for (const lane of excerpt.querySelectorAll('.x-lane')) {
                            wrong.push(...outside(boxes(lane, '.x-flag, .x-action'), lane.getBoundingClientRect()));
                        }
                        wrong.push(...outside(boxes(excerpt, '.x-tick'), excerpt.getBoundingClientRect()));
                    }
                    return looked < 20 ? `only ${looked} marks` : wrong.slice(0, 20).join('\\n')
                        + (wrong.length > 20 ? `\\nand ${wrong.length - 20} more` : '');
                    })()""").asString()).isEmpty();
        }
    }

    @Test
    void allEvidenceOfAWholeRecordingIsMarked() {
        try (Tab tab = opened(1400)) {
            assertThat(tab.evaluate("""
                    (async () => {
                    await Promise.all([...document.querySelectorAll('details.scenario:not([open])')]
                        .map((scenario) => new Promise((done) => {
                            scenario.addEventListener('toggle', done, {once: true});
                            scenario.open = true;
                        })));
                    const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                    await drawn();
                    document.querySelectorAll('.zoom button[title="Show the whole recording"]').forEach((button) => button.click());
                    await drawn();
                    const name = (i) => String.fromCharCode(65 + i % 26) + (i < 26 ? '' : Math.floor(i / 26));
                    return [...document.querySelectorAll('details.scenario')].flatMap((scenario) => {
                        const wanted = JSON.parse(scenario.querySelector('script').textContent).evidence.map((each, i) => name(i));
                        const shown = [...scenario.querySelectorAll('.proofs text, .mark.proof text')]
                            .flatMap((text) => text.textContent.split(' '))
                            .flatMap((text) => {
                                const ends = text.split('–').map((each) => wanted.indexOf(each));
                                return wanted.slice(ends[0], ends.at(-1) + 1);
                            });
                        return wanted.filter((letter) => !shown.includes(letter))
                            .map((letter) => `${letter} of ${scenario.querySelector('.name').textContent}`);
                    }).join();
                    })()""").asString()).isEmpty();
        }
    }

    private static Tab opened(int width) {
        Tab tab = new Tab(chromium.devTools());
        tab.window(width, "light");
        tab.open(folder.resolve("crowded").resolve(ReportPage.FILE).toUri());
        return tab;
    }
}
