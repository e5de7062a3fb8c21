package org.nestlab.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingTests {

    @Test
    void everySettingIsDescribedAndHasItsOwnKey() {
        Set<String> keys = new HashSet<>();
        for (Setting setting : Setting.values()) {
            assertThat(keys.add(setting.key())).as(setting.key()).isTrue();
            assertThat(setting.key()).matches("nestlab(\\.[a-z0-9]+)+");
            assertThat(setting.description()).as(setting.key()).endsWith(".").doesNotContain("|", "\n");
            assertThat(setting.wanted()).as(setting.key()).isNotBlank();
            assertThat(setting.fallback()).as(setting.key()).isNotBlank();
        }
    }

    @Test
    void everySettingInTheTableIsReadAndNothingElseIs() {
        Set<String> asked = new HashSet<>();
        Settings.from(key -> {
            asked.add(key);
            return Optional.empty();
        });

        assertThat(asked).containsExactlyInAnyOrderElementsOf(Setting.keys());
    }
}
