package org.nestlab.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.Tier;

class SettingsTests {

    @Test
    void nothingSetMeansTheDefaultsOfTheTable() {
        Settings settings = Settings.defaults();

        assertThat(settings.tier()).isEqualTo(TierSetting.AUTO);
        assertThat(settings.connect()).isEqualTo("qemu:///system");
        assertThat(settings.hostNesting()).isEqualTo(HostNesting.CHECK);
        assertThat(settings.keep()).isEqualTo(Keep.NEVER);
        assertThat(settings.maxLabs()).isEqualTo(new LabLimit(1, false));
        assertThat(settings.depth()).isEqualTo(2);
        assertThat(settings.bootTimeout(Tier.KVM)).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.bootTimeout(Tier.EMULATED)).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.outputDir()).isEqualTo(Path.of("target/nestlab").toAbsolutePath());
        assertThat(settings.imageDir()).isAbsolute().endsWithRaw(Path.of("nestlab"));
        assertThat(settings.stateDir()).isAbsolute().endsWithRaw(Path.of("nestlab"));
        assertThat(settings.l1Kernel()).isEmpty();
        assertThat(settings.l1Initrd()).isEmpty();
        assertThat(settings.progress()).isEqualTo(ProgressStyle.PLAIN);
        assertThat(settings.experiments().reported()).isTrue();
    }

    @Test
    void everySettingIsRead() {
        Settings settings = of(Map.ofEntries(
                Map.entry("nestlab.tier", "emulated"),
                Map.entry("nestlab.connect", "qemu+ssh://root@host/system"),
                Map.entry("nestlab.host.nesting", "enable"),
                Map.entry("nestlab.keep", "on-failure"),
                Map.entry("nestlab.labs.max", "3"),
                Map.entry("nestlab.depth", "3"),
                Map.entry("nestlab.timeout.boot", "90s"),
                Map.entry("nestlab.timeout.run", "2h"),
                Map.entry("nestlab.timeout.scale", "1.5"),
                Map.entry("nestlab.image.dir", "/images"),
                Map.entry("nestlab.state.dir", "/state"),
                Map.entry("nestlab.output.dir", "/output"),
                Map.entry("nestlab.l1.kernel", "/boot/vmlinuz"),
                Map.entry("nestlab.l1.initrd", "/boot/initrd"),
                Map.entry("nestlab.report", "off"),
                Map.entry("nestlab.progress", "off")));

        assertThat(settings.tier()).isEqualTo(TierSetting.EMULATED);
        assertThat(settings.connect()).isEqualTo("qemu+ssh://root@host/system");
        assertThat(settings.hostNesting()).isEqualTo(HostNesting.ENABLE);
        assertThat(settings.runLimit()).contains(Duration.ofHours(3));
        assertThat(settings.keep()).isEqualTo(Keep.ON_FAILURE);
        assertThat(settings.maxLabs()).isEqualTo(new LabLimit(3, false));
        assertThat(settings.depth()).isEqualTo(3);
        assertThat(settings.bootTimeout(Tier.KVM)).isEqualTo(Duration.ofSeconds(135));
        assertThat(settings.bootTimeout(Tier.EMULATED)).isEqualTo(Duration.ofSeconds(135));
        assertThat(settings.scaled(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.imageDir()).isEqualTo(Path.of("/images"));
        assertThat(settings.stateDir()).isEqualTo(Path.of("/state"));
        assertThat(settings.outputDir()).isEqualTo(Path.of("/output"));
        assertThat(settings.l1Kernel()).contains(Path.of("/boot/vmlinuz"));
        assertThat(settings.l1Initrd()).contains(Path.of("/boot/initrd"));
        assertThat(settings.progress()).isEqualTo(ProgressStyle.OFF);
        assertThat(settings.experiments().reported()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nestlab.tier          | KVM      | one of auto, kvm, emulated
            nestlab.host.nesting  | on       | one of check, enable
            nestlab.keep          | failed   | one of never, on-failure, always
            nestlab.labs.max      | 0        | auto or a whole number from 1 to 64
            nestlab.labs.max      | many     | auto or a whole number from 1 to 64
            nestlab.depth         | 5        | a whole number from 2 to 3
            nestlab.timeout.boot  | 180      | a duration of more than 0, like 180s, 3m or 500ms
            nestlab.timeout.boot  | 0s       | a duration of more than 0, like 180s, 3m or 500ms
            nestlab.timeout.run   | never    | a duration of more than 0, like 180s, 3m or 500ms
            nestlab.timeout.scale | 0        | a number from 0.01 to 1000, like 2 or 1.5
            nestlab.timeout.scale | NaN      | a number from 0.01 to 1000, like 2 or 1.5
            nestlab.progress      | bar      | one of plain, off
            nestlab.report        | no       | one of on, off
            """)
    void aBadValueIsNamedWithWhatWasWanted(String key, String value, String wanted) {
        assertThatThrownBy(() -> of(Map.of(key, value)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("setting '%s' is '%s'; expected %s", key, value, wanted);
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "90s,90000", "3 m,180000", "2h,7200000"})
    void durationsHaveAUnit(String text, long millis) {
        assertThat(of(Map.of("nestlab.timeout.boot", text)).bootTimeout(Tier.KVM))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void aRunHasALimitUnlessItIsSwitchedOff() {
        assertThat(of(Map.of()).runLimit()).contains(Duration.ofHours(24));
        assertThat(of(Map.of("nestlab.timeout.run", "45m")).runLimit()).contains(Duration.ofMinutes(45));
        assertThat(of(Map.of("nestlab.timeout.run", "Off")).runLimit()).isEmpty();
    }

    @Test
    void aKernelNeedsItsInitramfs() {
        assertThatThrownBy(() -> of(Map.of("nestlab.l1.kernel", "/boot/vmlinuz")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "setting 'nestlab.l1.kernel' is set and 'nestlab.l1.initrd' is not; expected both or neither");
        assertThatThrownBy(() -> of(Map.of("nestlab.l1.initrd", "/boot/initrd")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "setting 'nestlab.l1.initrd' is set and 'nestlab.l1.kernel' is not; expected both or neither");
    }

    @Test
    void aBlankValueCountsAsNotSet() {
        assertThat(of(Map.of("nestlab.tier", " ")).tier()).isEqualTo(TierSetting.AUTO);
    }

    private static Settings of(Map<String, String> values) {
        return Settings.from(key -> Optional.ofNullable(values.get(key)));
    }

    @Test
    void onlyAnEmulatedLabIsStartedAgainAndGivesUpEarlyBefore() {
        Settings settings = of(Map.of());
        assertThat(settings.bootAttempts(Tier.KVM)).isEqualTo(1);
        assertThat(settings.bootAttempts(Tier.EMULATED)).isEqualTo(2);
        assertThat(settings.bootTimeout(Tier.EMULATED, 1)).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.bootTimeout(Tier.EMULATED, 2)).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.bootTimeout(Tier.KVM, 1)).isEqualTo(Duration.ofMinutes(3));
        assertThat(of(Map.of("nestlab.boot.attempts", "1")).bootTimeout(Tier.EMULATED, 1))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(of(Map.of("nestlab.timeout.boot", "2s")).bootTimeout(Tier.EMULATED, 1))
                .isEqualTo(Duration.ofSeconds(2));
    }
}
