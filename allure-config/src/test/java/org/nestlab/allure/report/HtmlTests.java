package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HtmlTests {

    @Test
    void terminalCodesAreGoneAndControlsAreShown() {
        assertThat(Html.escape("\u001b[0;32m[  OK  ]\u001b[0m \u001b]0;title\u0007up\b \u001b[K"))
                .isEqualTo("[  OK  ] up\uFFFD ");
        assertThat(Html.escape("evil\u202Egnp.exe \ud800")).isEqualTo("evil\uFFFDgnp.exe \uFFFD");
    }

    @Test
    void lettersOfAllScriptsStay() {
        assertThat(Html.escape("Grüße, 世界 🙂")).isEqualTo("Grüße, 世界 🙂");
    }

    @Test
    void durationsAreWrittenAsOneWouldSayThem() {
        assertThat(Html.duration(Duration.ofMillis(350))).isEqualTo("350 ms");
        assertThat(Html.duration(Duration.ofMillis(12_340))).isEqualTo("12.3 s");
        assertThat(Html.duration(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
        assertThat(Html.duration(Duration.ofMillis(119_999))).isEqualTo("2 min 00 s");
    }

    @Test
    void atMostSixMarksOnAnAxis() {
        assertThat(LabTimeline.tick(88_000)).isEqualTo(20_000);
        assertThat(LabTimeline.tick(3)).isEqualTo(1);
        assertThat(LabTimeline.tick(0)).isEqualTo(1);
    }
}
