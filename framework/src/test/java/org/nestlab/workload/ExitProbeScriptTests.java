package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe's own script and program, on this machine. */
class ExitProbeScriptTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void handsTheProgramOverAndRunsIt(String shell) throws IOException {
        LocalTestbed testbed = new LocalTestbed(folder, shell);

        assertThat(ExitProbe.cpuid().measure(testbed).values().values()).allSatisfy(ExitProbeScriptTests::plausible);
        assertThat(ExitProbe.touch().measure(testbed).values().values()).allSatisfy(ExitProbeScriptTests::plausible);
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "the pipe goes from one CPU to another");
        assertThat(ExitProbe.pipe().measure(testbed).values().values()).allSatisfy(ExitProbeScriptTests::plausible);
        assertThat(testbed.tmp).isEmptyDirectory();
    }

    @Test
    void refusesAPipeOnOneCpu() throws IOException {
        LocalTestbed testbed = new LocalTestbed(folder, "sh");
        testbed.program(
                "chmod",
                "#!/bin/sh\nmv \"$2\" \"$2.out.elf\"\nprintf '#!/bin/sh\\nexec taskset -c 0 %s.out.elf\\n' \"$2\" >\"$2\"\nexec /bin/chmod 700 \"$2\" \"$2.out.elf\"\n");

        assertThat(ExitProbe.pipe().needs().cpus()).isEqualTo(2);
        assertThatThrownBy(() -> ExitProbe.pipe().measure(testbed))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageContaining("ended with exit status 1");
    }

    @Test
    void leavesNothingWhereTheProgramCannotBeHandedOver() throws IOException {
        LocalTestbed testbed = new LocalTestbed(folder, "sh");
        testbed.program("base64", "#!/bin/sh\necho \"base64: invalid input\" >&2\nexit 1\n");

        assertThatThrownBy(() -> ExitProbe.cpuid().measure(testbed))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageContaining("ended with exit status 1: base64: invalid input");
        assertThat(testbed.tmp).isEmptyDirectory();
    }

    /** More than ten cycles anywhere, and less than ten million. */
    private static void plausible(double cycles) {
        assertThat(cycles).isBetween(10.0, 1e7);
    }
}
