package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.settings.ReuseSettings;
import org.nestlab.internal.settings.Settings;

/** Which labs of tests wait for the next run. */
class ReuseChoiceTests {

    private static Settings reuse(String value) {
        return Settings.from(key -> Optional.ofNullable(
                Map.of("nestlab.reuse", value, "nestlab.progress", "off").get(key)));
    }

    @Test
    void withoutTheSettingLabsAreForOneRun() {
        assertThat(new ReuseChoice(Map.of()).use(Settings.defaults())).isEqualTo(LabUse.TESTS);
        assertThat(new ReuseChoice(Map.of()).use(reuse("off"))).isEqualTo(LabUse.TESTS);
        assertThat(new ReuseChoice(Map.of()).use(reuse("on"))).isEqualTo(LabUse.REUSE);
    }

    @ParameterizedTest
    @CsvSource({"true,TESTS", "1,TESTS", "yes,TESTS", "false,REUSE", "FALSE,REUSE", "0,REUSE", "'',REUSE"})
    void onACiServerLabsAreForOneRun(String value, LabUse use) {
        assertThat(new ReuseChoice(Map.of("CI", value)).use(reuse("on"))).isEqualTo(use);
    }

    @Test
    void whyIsTold() {
        assertThat(ReuseSettings.obstacle(Map.of("CI", "true")))
                .contains("no lab stays up for the next run, as the environment variable CI is 'true'");
    }
}
