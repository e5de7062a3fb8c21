package org.nestlab.internal.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;

class ReasonFileTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void aSentenceComesAfterNestlabsOwnOrStandsAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("reasons.txt"), """
                # of our hosts

                HLT = Our guests poll: halt_poll_ns = 200000.
                  0x4d=A reason of our own kernel.
                """);

        KnownReasons known = ReasonFile.known(Optional.of(file));

        assertThat(known.about("HLT", Map.of()))
                .isEqualTo("The guest had nothing to do and waits for a device or a timer."
                        + " Our guests poll: halt_poll_ns = 200000.");
        assertThat(known.about("0x4d", Map.of())).isEqualTo("A reason of our own kernel.");
        assertThat(known.about("CPUID", Map.of()))
                .isEqualTo(KnownReasons.own().about("CPUID", Map.of()))
                .isNotEmpty();
        assertThat(known.about("0x4e", Map.of())).isEmpty();
    }

    @Test
    void withoutAFileThereAreNestlabsOwn() {
        assertThat(ReasonFile.known(Optional.empty())).isSameAs(KnownReasons.own());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HLT Our guests poll. | f:2: 'HLT Our guests poll.' is not a valid line; expected REASON = SENTENCE",
                "HLT = | f:2: 'HLT =' is not a valid line; expected REASON = SENTENCE",
                "= Our guests poll. | f:2: '= Our guests poll.' is not a valid line; expected REASON = SENTENCE",
                "hlt = x | f:2: 'hlt' is not a valid exit reason; expected KVM's name of one, like NPF or EPT_VIOLATION, or a number that has none, like 0x4d",
                "NPF = x | f:2: 'NPF' has a sentence in line 1 already"
            })
    void whatIsWrongIsNamedWithItsLine(String line, String message) {
        assertThatThrownBy(() -> ReasonFile.read("f", "NPF = a\n" + line + "\nCPUID = b\n"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsSetting() {
        assertThatThrownBy(() -> ReasonFile.known(Optional.of(Path.of("/no/such/reasons"))))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("setting 'nestlab.reasons' is '/no/such/reasons': there is no such file");
    }
}
