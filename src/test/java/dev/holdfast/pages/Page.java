package dev.holdfast.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page in Markdown that users read.
 *
 * @param path where it is, from the folder of the project
 * @param lines its text
 */
public record Page(Path path, List<String> lines) {

    private static final Pattern FENCE = Pattern.compile("^ {0,3}```+ *([a-z]*) *$");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*?) *$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+(?:\\([^()\\s]*\\)[^()\\s]*)*)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * A block of lines between fences.
     *
     * @param page the page that it is on
     * @param language what the opening fence says, such as {@code sh}; may be empty
     * @param line the number of its first line, counted from 1
     * @param lines what is between the fences
     */
    public record Block(Page page, String language, int line, List<String> lines) {}

    /**
     * All pages.
     *
     * @throws IOException when one cannot be read
     */
    public static List<Page> all() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (Path folder : List.of(Path.of(""), Path.of("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(paths::add);
            }
        }
        Collections.sort(paths);
        List<Page> pages = new ArrayList<>();
        for (Path path : paths) {
            pages.add(read(path));
        }
        return pages;
    }

    /**
     * One page.
     *
     * @param path where it is, from the folder of the project
     * @throws IOException when it cannot be read
     */
    public static Page read(Path path) throws IOException {
        return new Page(path, Files.readAllLines(path));
    }

    /** {@return whether it is written in Chinese} */
    boolean isChinese() {
        return path.toString().endsWith(".zh-CN.md");
    }

    /** {@return what is between fences, from the top on} */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        String language = null;
        int begin = 0;
        for (int i = 0; i < lines.size(); i++) {
            List<String> fence = FENCE.matcher(lines.get(i))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            if (fence.isEmpty()) {
                continue;
            }
            if (language == null) {
                language = fence.get(0);
                begin = i + 1;
            } else {
                blocks.add(new Block(this, language, begin + 1, lines.subList(begin, i)));
                language = null;
            }
        }
        if (language != null) {
            throw new IllegalStateException(path + ":" + begin + ": this fence is never closed");
        }
        return blocks;
    }

    /**
     * What it ought to have and does not have.
     *
     * @param expected whole lines
     * @return those of them that are not on the page
     */
    public List<String> lacking(List<String> expected) {
        return expected.stream().filter(line -> !lines.contains(line)).toList();
    }

    /** {@return its lines outside of fences, by their numbers, counted from 1} */
    Map<Integer, String> prose() {
        Set<Integer> fenced = blocks().stream()
                .flatMap(block -> Stream.iterate(
                        block.line() - 1,
                        line -> line <= block.line() + block.lines().size(),
                        line -> line + 1))
                .collect(Collectors.toSet());
        Map<Integer, String> prose = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!fenced.contains(i + 1)) {
                prose.put(i + 1, lines.get(i));
            }
        }
        return prose;
    }

    /** {@return what stands between single backticks, each once} */
    public Set<String> codeSpans() {
        return prose().values().stream()
                .flatMap(line -> CODE.matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return where its links lead} */
    List<String> links() {
        return prose().values().stream()
                .map(line -> CODE.matcher(line).replaceAll("code"))
                .flatMap(line -> LINK.matcher(line).results())
                .map(found -> found.group(1))
                .toList();
    }

    /** {@return the names under which its headings can be linked to, as GitHub makes them} */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        prose().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(line -> HEADING.matcher(line.getValue()).results())
                .map(Page::anchor)
                .forEach(name -> {
                    String anchor = name;
                    for (int i = 1; !anchors.add(anchor); i++) {
                        anchor = name + "-" + i;
                    }
                });
        return anchors;
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
