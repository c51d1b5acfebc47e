package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Chinese is punctuated as Chinese: a mark of ASCII next to a Chinese character is a mistake. */
class ChinesePunctuationTest {

    /** Marks that Chinese has of its own, beside a character or a mark of Chinese; a link's parentheses belong to Markdown. */
    private static final Pattern ASCII_MARK =
            Pattern.compile("[\\p{IsHan}，。：；、！？（）“”][,:;!?()]|[,:;!?)][\\p{IsHan}，。：；、！？（）“”]|(?<!\\])\\([\\p{IsHan}]");

    @Test
    void noMarkOfAsciiStandsBesideAChineseCharacter() throws IOException {
        List<Page> chinese = Page.all().stream().filter(Page::isChinese).toList();
        assertThat(chinese).extracting(Page::toString).contains("README.zh-CN.md", "docs/guide.zh-CN.md");
        assertThat(chinese.stream().flatMap(page -> mistakes(page).stream())).isEmpty();
    }

    @Test
    void findsMarksOfAsciiAndLeavesThoseOfMarkdownAndCode() {
        Page page = new Page(
                Path.of("a.zh-CN.md"),
                List.of(
                        "一,二",
                        "三：`a,b`（c, d），[四](a.md)，**五。**六",
                        "七(八",
                        "StatefulSet:九",
                        "[十](b.md) 个；`--fault F01`、[scaling](c.md)：好"));
        assertThat(mistakes(page)).containsExactly("a.zh-CN.md:1: 一,", "a.zh-CN.md:3: 七(", "a.zh-CN.md:4: :九");
    }

    private static List<String> mistakes(Page page) {
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < page.lines().size(); i++) {
            String where = page + ":" + (i + 1) + ": ";
            ASCII_MARK
                    .matcher(page.lines().get(i).replaceAll("\\]\\([^()]*\\)", "]"))
                    .results()
                    .forEach(found -> mistakes.add(where + found.group()));
        }
        return mistakes;
    }
}
