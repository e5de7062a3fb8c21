package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulseTests {

    private static String timer(long count) {
        return timer(count, "one-shot");
    }

    private static String timer(long count, String mode) {
        return "LVTT\t 0x000000ec active-hi edge                 %s     Fixed  (vec 236)\nTimer\t DCR=0x3 (divide by 16) initial_count = %d current_count = 17\n"
                .formatted(mode, count);
    }

    private static String cpus(int... halted) {
        return IntStream.of(halted)
                .mapToObj(halt ->
                        "RIP=ffffffff81a17a0b RFL=00000202 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=%d\n".formatted(halt))
                .collect(Collectors.joining());
    }

    private static String halts(long... counts) {
        return IntStream.range(0, counts.length)
                .mapToObj(cpu -> "  vcpu.%d.halt_exits.sum=%d\n".formatted(cpu, counts[cpu]))
                .collect(Collectors.joining());
    }

    private static String interrupts(long... counts) {
        return halts(counts).replace("halt_exits", "irq_injections");
    }

    private static Pulse of(List<String> looks) {
        return Pulse.of(looks.stream().map(look -> Pulse.LOOK + "\n" + look).collect(Collectors.joining()));
    }

    private static List<String> times(int n, String look) {
        return IntStream.range(0, n).mapToObj(i -> look).toList();
    }

    @Test
    void anEmulatedCpuThatSetsItsTimerAnewAndHaltsIsIdle() {
        assertThat(of(List.of(timer(100) + cpus(1, 0), timer(250) + cpus(1, 1))))
                .isEqualTo(Pulse.IDLES);
    }

    @Test
    void oneThatIsAlwaysBusyTicks() {
        assertThat(of(List.of(timer(100) + cpus(1, 0), timer(250) + cpus(0, 0))))
                .isEqualTo(Pulse.TICKS);
    }

    @Test
    void oneThatIsInProgramsAtMostLooksComputes() {
        String kernel = cpus(0, 0);
        String programs = kernel.replace("CPL=0", "CPL=3");

        assertThat(of(IntStream.range(0, 6)
                        .mapToObj(i -> timer(100 + i) + (i < 2 ? kernel : programs))
                        .toList()))
                .isEqualTo(Pulse.COMPUTES);
        assertThat(of(IntStream.range(0, 6)
                        .mapToObj(i -> timer(100 + i) + (i < 3 ? kernel : programs))
                        .toList()))
                .as("half of the looks")
                .isEqualTo(Pulse.TICKS);
        assertThat(of(IntStream.range(0, 6)
                        .mapToObj(i -> timer(100 + i) + (i < 1 ? cpus(1, 0) : programs))
                        .toList()))
                .as("a CPU that halted once had nothing to do")
                .isEqualTo(Pulse.TICKS);
        assertThat(of(IntStream.range(0, 6)
                        .mapToObj(i -> timer(100 + i) + cpus(0).replace("CPL=0", "CPL=3") + cpus(0))
                        .toList()))
                .as("one of two CPUs")
                .isEqualTo(Pulse.TICKS);
        assertThat(of(times(6, timer(100) + programs))).as("no timer goes on").isEqualTo(Pulse.STILL);
        assertThat(of(List.of(timer(100) + programs, timer(101) + programs)))
                .as("too few looks")
                .isEqualTo(Pulse.TICKS);
    }

    @Test
    void ofAGuestOfKvmInterruptsTellThatItsTimersRun() {
        String programs = timer(0) + cpus(0, 0).replace("CPL=0", "CPL=3") + halts(5, 9);

        assertThat(of(IntStream.range(0, 6)
                        .mapToObj(i -> programs + interrupts(40 + i, 70 + i))
                        .toList()))
                .isEqualTo(Pulse.COMPUTES);
        assertThat(of(IntStream.range(0, 6)
                        .mapToObj(i -> programs + interrupts(40 + i, 70))
                        .toList()))
                .as("one of two CPUs")
                .isEqualTo(Pulse.UNTOLD);
        assertThat(of(IntStream.range(0, 6)
                        .mapToObj(i -> programs.replace("CPL=3", "CPL=0") + interrupts(40 + i, 70 + i))
                        .toList()))
                .isEqualTo(Pulse.TICKS);
        assertThat(of(times(6, programs.replace("HLT=0", "HLT=1") + interrupts(40, 70))))
                .isEqualTo(Pulse.STILL);
    }

    @Test
    void oneWhoseTimerStandsIsStill() {
        assertThat(of(times(6, timer(100) + cpus(1, 1)))).isEqualTo(Pulse.STILL);
        assertThat(of(times(6, timer(100) + cpus(0)))).isEqualTo(Pulse.STILL);
    }

    @Test
    void aGuestOfKvmWhoseCpusHaltAgainAndAgainIsIdle() {
        assertThat(of(List.of(timer(0) + cpus(1, 1) + halts(5, 9), timer(0) + cpus(1, 1) + halts(6, 12))))
                .isEqualTo(Pulse.IDLES);
    }

    @Test
    void oneWhoseCpusHaltedForGoodIsStill() {
        assertThat(of(times(6, timer(0) + cpus(1, 1) + halts(5, 9)))).isEqualTo(Pulse.STILL);
    }

    @Test
    void oneThatIsBusyTellsNothing() {
        assertThat(of(times(6, timer(0) + cpus(0, 0) + halts(5, 9)))).isEqualTo(Pulse.UNTOLD);
        assertThat(of(List.of(cpus(1, 0) + halts(5, 9), cpus(1, 0) + halts(8, 9))))
                .isEqualTo(Pulse.UNTOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"periodic", "tsc-deadline", ""})
    void aTimerThatComesAgainWithoutBeingSetProvesNothing(String mode) {
        assertThat(of(times(6, timer(62_500, mode) + cpus(1, 0)))).isEqualTo(Pulse.UNTOLD);
    }

    @Test
    void fewLooksProveNoDeath() {
        assertThat(of(times(Pulse.LOOKS - 1, timer(100) + cpus(1, 1)))).isEqualTo(Pulse.UNTOLD);
    }

    @Test
    void aTimerThatIsNotInUseProvesNothing() {
        assertThat(of(times(6, timer(0) + cpus(1, 1)))).isEqualTo(Pulse.UNTOLD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "error: Domain not found",
                "== look\n== look\n== look\n== look\n== look\n",
                "HLT=2 initial_count = x"
            })
    void whatIsNoLookTellsNothing(String text) {
        assertThat(Pulse.of(text)).isEqualTo(Pulse.UNTOLD);
    }
}
