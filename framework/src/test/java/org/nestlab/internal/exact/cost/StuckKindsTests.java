package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.exact.machine.EmulatorIdentity;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.SerialRun;

class StuckKindsTests {

    private static final Ending HUNG = new Ending.Hung(Duration.ofSeconds(61), "the last line");

    @Test
    void isTheKindThatWasBegunLastAndHasNoResult() {
        assertThat(stuck(HUNG, mark("L2", "cpuid", 0), exit("L2", "cpuid"), mark("L2", "hlt", 0)))
                .containsOnlyKeys(CostKey.parse("L2:hlt"));
        assertThat(stuck(HUNG, mark("L3", "cpuid", 0), mark("L3", "cpuid", 1), mark("L3", "cpuid", 2)))
                .containsOnlyKeys(CostKey.parse("L3:cpuid"));
        assertThat(stuck(HUNG, mark("L3", "cpuid", 0), exit("L3", "cpuid"))).isEmpty();
        assertThat(stuck(HUNG)).isEmpty();
    }

    @Test
    void aKindThatFailedHangsOnlyWhereItCameToNoEnd() {
        assertThat(stuck(
                        HUNG,
                        mark("L3", "window", 0),
                        SerialLogs.line("fail level=L3 kind=window what=no-end-after:1000000000"),
                        mark("L3", "mmio", 0),
                        SerialLogs.line("fail level=L3 kind=mmio what=exit-reason:17")))
                .containsExactly(
                        Map.entry(CostKey.parse("L3:window"), "it did not end within 1000000000 instructions"));
    }

    @Test
    void nothingIsStuckWhereAMachineEndedOtherwise() {
        assertThat(stuck(new Ending.Panicked("Kernel panic"), mark("L3", "hlt", 0)))
                .isEmpty();
    }

    @Test
    void countingReasonsIsOverWithItsLastMark() {
        String begun = SerialLogs.line("mark level=L3 kind=hlt at=0 reasons=1");
        String ended = SerialLogs.line("mark level=L3 kind=hlt at=2 reasons=1");

        assertThat(stuck(HUNG, begun)).containsOnlyKeys(CostKey.parse("L3:hlt"));
        assertThat(stuck(HUNG, begun, ended)).isEmpty();
    }

    @Test
    void readsAnyLines() {
        Untidy.of(mark("L3", "hlt", 0) + "\n" + SerialLogs.line("mark level=L9 kind=? at=0"))
                .isRead(text -> stuck(HUNG, text.lines().toArray(String[]::new)));
    }

    private static SortedMap<CostKey, String> stuck(Ending ending, String... lines) {
        List<String> all = new ArrayList<>(List.of("nestlab-exact: begin"));
        all.addAll(List.of(lines));
        return StuckKinds.in(new SerialRun(
                MachineSpec.of(Vendor.AMD),
                "6.1.0-50-cloud-amd64",
                "6.1.0-49-cloud-amd64",
                all,
                ending,
                Duration.ofSeconds(42),
                Duration.ofSeconds(137),
                new EmulatorIdentity("QEMU", "10.0.2", "0".repeat(64), "EPYC", "1".repeat(64)),
                List.of(),
                List.of(),
                "qemu"));
    }

    private static String mark(String level, String kind, int at) {
        return SerialLogs.line("mark level=%s kind=%s at=%d reasons=0".formatted(level, kind, at));
    }

    private static String exit(String level, String kind) {
        return SerialLogs.line(
                "exit level=%s kind=%s samples=500 first=1 min=1 median=1 p90=1 max=1".formatted(level, kind));
    }
}
