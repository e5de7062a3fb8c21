package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;

/** Looks at the CPUs of an emulated L1, as QEMU 10.0 prints them. */
class PendingInterruptTests {

    private static final String APIC = """
            dumping local APIC state for CPU %d\s
            LVTT\t 0x000000ec active-hi edge                 one-shot     Fixed  (vec 236)
            Timer\t DCR=0x3 (divide by 16) initial_count = %s current_count = 0
            SPIV\t 0x000001ff APIC enabled, focus=off, spurious vec 255
            IRR\t %s
            APR 0x00 TPR 0x10 DFR 0x0f LDR 0x01 PPR 0x10
            """;

    private static final String IDLE = "RIP=ffffffff81a17a0b RFL=00000246 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=1\n";
    private static final String BUSY = "RIP=00007f7f8c8bae56 RFL=00000246 [---Z-P-] CPL=3 II=0 A20=1 SMM=0 HLT=0\n";

    private static final String LOST = APIC.formatted(0, "26328", "45 236 ");
    private static final String WELL = APIC.formatted(1, "19629", "(none)");

    /** CPU 0 takes no interrupts. */
    static final String DEAF = times(LOST + WELL + IDLE + BUSY);

    private static String times(String look) {
        return looks(look, look, look, look, look, look);
    }

    private static String looks(String... looks) {
        return Arrays.stream(looks).map(look -> Pulse.LOOK + "\n" + look).collect(Collectors.joining());
    }

    @Test
    void aHaltedCpuWithInterruptsPendingForSecondsTakesNone() {
        assertThat(PendingInterrupt.in(DEAF))
                .contains(new PendingInterrupt(0, Set.of(45, 236), "RIP=ffffffff81a17a0b RFL=00000246 HLT=1", 6));
        assertThat(PendingInterrupt.in(DEAF).orElseThrow().sign())
                .satisfies(sign -> assertThat(sign.proves()).isFalse())
                .satisfies(
                        sign -> assertThat(sign.sentence())
                                .isEqualTo(
                                        "a CPU's global interrupt flag is off, as where a STGI is lost: CPU 0 takes no interrupts: it is halted with interrupts enabled (RIP=ffffffff81a17a0b RFL=00000246 HLT=1), and interrupts 45, 236 have been pending in its local APIC at each of 6 looks, a second apart"));
    }

    @Test
    void anyCpuMayBeTheOne() {
        String look = APIC.formatted(0, "26328", "(none)") + APIC.formatted(1, "7", "253 ") + BUSY + IDLE;

        assertThat(PendingInterrupt.in(times(look)))
                .hasValueSatisfying(pending -> assertThat(pending.sentence())
                        .startsWith("CPU 1 takes no interrupts: ")
                        .contains("interrupt 253 has been pending"));
    }

    @Test
    void anInterruptThatCameLaterIsPendingToo() {
        String later = LOST.replace("45 236 ", "45 236 253 ");

        assertThat(PendingInterrupt.in(looks(LOST + IDLE, LOST + IDLE, later + IDLE, later + IDLE, later + IDLE)))
                .map(PendingInterrupt::vectors)
                .contains(Set.of(45, 236));
    }

    /** On a machine whose processors are wanted by others, an idle CPU's next tick is seen pending at many looks. */
    @Test
    void aCpuThatSetsItsTimerAnewTakesThem() {
        assertThat(PendingInterrupt.in(Stream.of("90859", "104779", "106983", "62", "34972", "85782")
                        .map(count -> Pulse.LOOK + "\n" + APIC.formatted(0, count, "236 ") + IDLE)
                        .collect(Collectors.joining())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RFL=00000246, RFL=00000046", // interrupts disabled, as after a panic
        "HLT=1, HLT=0",
        "45 236, (none)",
        "PPR 0x10, PPR 0xe0", // it handles 236, whose priority is no lower
        "APIC enabled, APIC disabled",
        "PPR 0x10, PPR",
        "dumping local APIC state for CPU 0, local apic state not available",
    })
    void withoutAnyOneOfTheseItMayBeWell(String there, String instead) {
        assertThat(DEAF).contains(there);
        assertThat(PendingInterrupt.in(DEAF.replace(there, instead))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RFL=00000246", "RIP=ffffffff81a17a0b", "initial_count = 26328", "HLT=1", "45 236"})
    void oneLookThatDiffersIsEnough(String same) {
        String look = LOST + IDLE;
        String other = look.replace(same, same.replaceFirst("\\d", "9").replace("HLT=9", "HLT=0"));

        assertThat(other).isNotEqualTo(look);
        assertThat(PendingInterrupt.in(looks(
                        look, look, look, same.equals("45 236") ? look.replace(same, "(none)") : other, look, look)))
                .isEmpty();
    }

    @Test
    void fewLooksProveNothing() {
        String look = LOST + IDLE;

        assertThat(PendingInterrupt.in(looks(look, look, look, look))).isEmpty();
        assertThat(PendingInterrupt.in(looks(look, look, look, look, look))).isPresent();
        assertThat(PendingInterrupt.in(looks(look, look, look, look, look, "timeout")))
                .as("one was cut short")
                .isPresent();
    }

    /** KVM's own: 236 was never acknowledged, so that another one of it has to wait, which is no fault of the flag. */
    @Test
    void anInterruptThatWaitsForOneInServiceIsHeldBackByThat() {
        String look = """
                dumping local APIC state for CPU 1

                LVT0\t 0x00010700 active-hi edge  masked                      ExtINT (vec 0)
                LVTT\t 0x000400ec active-hi edge                 tsc-deadline Fixed  (vec 236)
                Timer\t DCR=0x0 (divide by 2) initial_count = 0 current_count = 0
                SPIV\t 0x000001ff APIC enabled, focus=off, spurious vec 255
                ICR\t 0x000000fd physical edge de-assert no-shorthand
                ESR\t 0x00000000
                ISR\t 236
                IRR\t 37(level) 236

                APR 0x00 TPR 0x00 DFR 0x0f LDR 0x00PPR 0xe0
                """;

        assertThat(PendingInterrupt.in(times(look + BUSY + IDLE))).isEmpty();
        assertThat(PendingInterrupt.in(times(look.replace("0xe0", "0x00") + BUSY + IDLE)))
                .map(PendingInterrupt::vectors)
                .contains(Set.of(37, 236));
    }

    @Test
    void theTimersOfOtherCpusAreNoPulseOfTheFirst() {
        assertThat(Pulse.of(times(LOST + WELL + IDLE + IDLE))).isEqualTo(Pulse.STILL);
    }

    @Test
    void whateverTheMonitorPrints() {
        Untidy.of(DEAF)
                .with("IRR\t ", "9", "999 ", "(level)", "PPR 0x", "CPU ", "HLT=", Pulse.LOOK)
                .isRead(text -> assertThat((Object) PendingInterrupt.in(text)).isInstanceOf(Optional.class));
    }
}
