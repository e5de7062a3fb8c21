package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;

class ProbeLineTests {

    private static final String REAL =
            "nestlab-exits 1 exit level=L2 kind=cpuid samples=200 first=3002 min=3002 median=3002 p90=3002 max=3002 more=160 asked=160 seen=160 #80d378ac";

    @Test
    void readsWhatTheProgramPrinted() {
        ProbeLine line = ProbeLine.parse(REAL).orElseThrow();

        assertThat(line.word()).isEqualTo("exit");
        assertThat(line.value("kind")).isEqualTo("cpuid");
        assertThat(line.number("median")).hasValue(3002);
        assertThat(line.number("kind")).isEmpty();
        assertThat(line.value("nothing")).isEmpty();
    }

    @Test
    void passesOverWhatTheKernelPrintedBefore() {
        assertThat(ProbeLine.parse("[    2.028226] kvm [113]: vcpu0" + REAL)).isPresent();
    }

    @Test
    void losesALineThatTheKernelBroke() {
        for (int at = 1; at < REAL.length(); at++) {
            String broken = REAL.substring(0, at) + "[    2.0] kvm" + REAL.substring(at);
            assertThat(ProbeLine.parse(broken)).as(broken).isEmpty();
        }
    }

    @Test
    void losesALineThatLostADigit() {
        for (int at = 0; at < REAL.length(); at++) {
            String broken = REAL.substring(0, at) + REAL.substring(at + 1);
            assertThat(ProbeLine.parse(broken)).as(broken).isEmpty();
        }
    }

    @Test
    void isNotALineOfAnotherVersion() {
        assertThat(ProbeLine.parse(SerialLogs.line("end level=L2 kinds=13").replace("exits 1", "exits 2")))
                .isEmpty();
    }

    @Test
    void readsAnything() {
        Untidy.of(REAL, SerialLogs.line("count level=L3 kind=cpuid at=1 exits=5277 irq=577 reasons=55:1,0:1,16:1"))
                .with("nestlab-exits 1 ", " #", "=", "#80d378ac")
                .isRead(ProbeLine::parse);
    }
}
