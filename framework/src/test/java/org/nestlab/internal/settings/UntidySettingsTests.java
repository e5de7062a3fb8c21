package org.nestlab.internal.settings;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.LevelPair;
import org.nestlab.fake.Untidy;

/** A setting may hold anything that can be typed: it is taken, or refused in words. */
class UntidySettingsTests {

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {"TIMEOUT_BOOT", "TIMEOUT_SCALE", "SEED", "DEPTH", "STATE_DIR", "TIER"})
    void values(Setting setting) {
        Untidy.of("180s", "0.5", "kvm", "/var/lib/nestlab")
                .with("ms", "h", "s", "~")
                .isReadOrRefused(
                        LabConfigurationException.class,
                        text -> Settings.from(key -> key.equals(setting.key()) ? Optional.of(text) : Optional.empty()));
    }

    @Test
    void pairsOfLevels() {
        Untidy.of("L2/L1").isReadOrRefused(LabConfigurationException.class, LevelPair::parse);
    }
}
