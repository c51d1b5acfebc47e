package dev.holdfast.run;

import dev.holdfast.specification.SpecifiedScenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several equal parts of the scenarios. Which part a scenario is in depends on the names of the scenarios alone, so
 * every machine shares them out alike; together the parts are everything, and no two of them have a scenario in common.
 *
 * @param index which part, from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    private static final Comparator<SpecifiedScenario> BY_NAME = Comparator.comparing(SpecifiedScenario::title)
            .thenComparing(SpecifiedScenario::file)
            .thenComparing(SpecifiedScenario::line);

    /**
     * Reads {@code I/N}.
     *
     * @throws IllegalArgumentException with one sentence when it is something else
     */
    public static Shard read(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (parts.matches()) {
            Shard shard = new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            if (shard.index >= 1 && shard.index <= shard.count) {
                return shard;
            }
        }
        throw new IllegalArgumentException("--shard must be I/N, such as 1/4, with I from 1 to N, not " + written);
    }

    /**
     * The part with an index, as Kubernetes counts the pods of a Job.
     *
     * @param index which part, from 0
     * @param count how many parts there are
     * @throws IllegalArgumentException with one sentence when there is no such part
     */
    public static Shard ofIndex(int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "--shard-index must be less than --shards and 0 or more: there is no " + index + " of " + count);
        }
        return new Shard(index + 1, count);
    }

    /**
     * Takes this part.
     *
     * @param all all scenarios that are shared out
     * @return those of this part, in the order in which they were given
     */
    List<SpecifiedScenario> of(List<SpecifiedScenario> all) {
        List<SpecifiedScenario> sorted = all.stream().sorted(BY_NAME).toList();
        List<SpecifiedScenario> part = new ArrayList<>();
        for (int i = index - 1; i < sorted.size(); i += count) {
            part.add(sorted.get(i));
        }
        return all.stream().filter(part::contains).toList();
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
