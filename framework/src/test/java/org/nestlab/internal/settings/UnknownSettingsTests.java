package org.nestlab.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;

class UnknownSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "nestlab.teir,nestlab.tier",
        "nestlab.host.nested,nestlab.host.nesting",
        "nestlab.labs,nestlab.labs.max",
        "nestlab.Keep,nestlab.keep"
    })
    void theNearestKeyIsNamed(String unknown, String nearest) {
        assertThatThrownBy(() -> UnknownSettings.check("the system properties", List.of("user.home", unknown)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("unknown setting '%s' in the system properties: did you mean '%s'?", unknown, nearest);
    }

    @Test
    void knownKeysAndThoseOfOthersPass() {
        assertThatCode(() -> {
                    UnknownSettings.check("the system properties", Setting.keys());
                    UnknownSettings.check("the system properties", List.of("nestlab", "nestlabs.tier", "java.home"));
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "same,same,0", "flaw,lawn,2"})
    void distanceIsLevenshteins(String a, String b, int distance) {
        assertThat(UnknownSettings.distance(a, b)).isEqualTo(distance);
        assertThat(UnknownSettings.distance(b, a)).isEqualTo(distance);
    }
}
