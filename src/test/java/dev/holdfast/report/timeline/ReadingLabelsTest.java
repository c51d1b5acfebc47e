package dev.holdfast.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.ExternalRead;
import org.junit.jupiter.api.Test;

class ReadingLabelsTest {

    @Test
    void saysWhatCameOfAnEviction() {
        assertThat(ReadingLabels.reading(ExternalRead.eviction("web-0", "u", 201, "")))
                .isEqualTo("eviction of pod web-0: allowed, 201");
        assertThat(ReadingLabels.reading(ExternalRead.eviction("web-0", "u", 429, "Cannot evict pod.")))
                .isEqualTo("eviction of pod web-0: refused, 429 “Cannot evict pod.”");
        assertThat(ReadingLabels.reading(ExternalRead.noAnswerToEviction("web-0", "u")))
                .isEqualTo("eviction of pod web-0: no answer");
    }

    @Test
    void saysWhatWouldBecomeOfAPod() {
        assertThat(ReadingLabels.reading(ExternalRead.dryRun("web-1", 403, "exceeded quota")))
                .isEqualTo("a pod like web-1, only tried out: refused, 403 “exceeded quota”");
    }
}
