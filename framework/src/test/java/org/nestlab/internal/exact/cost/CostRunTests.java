package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.exact.cost.RecordedBoots.ALL;
import static org.nestlab.internal.exact.cost.RecordedBoots.DONE;
import static org.nestlab.internal.exact.cost.RecordedBoots.HUNG;
import static org.nestlab.internal.exact.cost.RecordedBoots.MMIO;
import static org.nestlab.internal.exact.cost.RecordedBoots.WINDOW;
import static org.nestlab.internal.exact.cost.RecordedBoots.until;
import static org.nestlab.internal.exact.cost.RecordedBoots.without;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.CostKey;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.upgrade.Outcome;

/** What is measured of one machine, and what is left where a kind of exit does not end. */
class CostRunTests {

    private final RecordedBoots boots = new RecordedBoots();

    @Test
    void measuresInOneBoot() {
        boots.answer(DONE, ALL);

        Measured.Figures figures = boots.figures();

        assertThat(figures.costs().costs()).hasSize(26);
        assertThat(figures.missing()).isEmpty();
        assertThat(boots.booted()).containsExactly("1: nestlab-exits measure L3 all marks");
    }

    @Test
    void aKindThatHangsWithEverySeedCostsThatKindAloneAndIsBroken() {
        boots.answer(HUNG, until(MMIO));
        boots.answer(HUNG, until(MMIO));
        boots.answer(HUNG, until(MMIO));
        boots.answer(DONE, without(MMIO));

        Measured.Figures figures = boots.figures();

        assertThat(boots.booted()).hasSize(4).last().isEqualTo("1: nestlab-exits measure L3 all,-mmio marks");
        assertThat(figures.costs().costs()).hasSize(25);
        assertThat(figures.broken()).containsExactly(MMIO);
        assertThat(figures.missing()).singleElement().asString().contains("with the other seeds it hangs, too");
    }

    @Test
    void isNotBootedAgainWhereTheLastKindHangs() {
        for (int seed = 1; seed <= 3; seed++) {
            boots.answer(HUNG, until(CostKey.parse("L3:touch")));
        }

        assertThat(boots.figures().costs().costs()).hasSize(25).containsKey(WINDOW);
        assertThat(boots.booted()).hasSize(3).last().asString().startsWith("3:");
    }

    @Test
    void aKindThatTheProgramGaveUpIsAHangToo() {
        List<String> lines = new ArrayList<>(without(WINDOW));
        lines.add(lines.size() - 1, "L2: " + SerialLogs.line("fail level=L3 kind=window what=no-end-after:1000000000"));
        boots.answer(DONE, lines);
        boots.answer(DONE, ALL);
        assertThat(boots.figures().passedOver())
                .singleElement()
                .asString()
                .startsWith("with seed 1: L3:window: it did not end within 1000000000 instructions (reproduce with: ");

        boots.booted().clear();
        for (int seed = 1; seed <= 3; seed++) {
            boots.answer(DONE, lines);
        }
        Measured.Figures figures = boots.figures();

        assertThat(figures.broken()).containsExactly(WINDOW);
        assertThat(figures.missing())
                .anySatisfy(
                        why -> assertThat(why)
                                .startsWith(
                                        "L3:window: it did not end within 1000000000 instructions; with the other seeds it hangs, too"));
        assertThat(boots.booted()).hasSize(3);
    }

    @Test
    void aHostThatIsTooSlowForTheLastKindLosesThatKindAlone() {
        Ending late = new Ending.TooSlow(Duration.ofMinutes(15), Duration.ofSeconds(205), "L2: nestlab-exits 1 mark");
        boots.answer(late, until(CostKey.parse("L3:touch")));

        Measured.Figures figures = boots.figures();

        assertThat(figures.costs().costs()).hasSize(25).containsKey(WINDOW);
        assertThat(figures.broken()).isEmpty();
        assertThat(figures.missing())
                .anySatisfy(
                        why -> assertThat(why).startsWith("L3:touch: this machine is too slow: the limit of 900 s"));
        assertThat(boots.booted()).hasSize(1);

        boots.answer(late, until(MMIO));
        assertThat(boots.run(Subject.EXITS))
                .isInstanceOfSatisfying(
                        Measured.Nothing.class,
                        nothing -> assertThat(nothing.outcome()).isEqualTo(Outcome.CANNOT_TELL));
    }

    @Test
    void requestsAreMadeInALinuxWithADiskAndInOneInside() {
        Payload payload = new ProbeScripts(
                        Added.program(ProbeScripts.PROGRAM, Path.of("probe")),
                        Subject.REQUESTS,
                        new TreeSet<>(Set.of(CostKey.parse("L3:pipe"))),
                        true)
                .payload();
        Payload l2 = payload.inner().orElseThrow();
        Payload l3 = l2.inner().orElseThrow();

        assertThat(payload.disk()).isFalse();
        assertThat(payload.script())
                .contains("dd if=/dev/zero of=/disk")
                .endsWith("run-l2 448 /disk | nestlab-exits watch\n");
        assertThat(l2.disk()).isTrue();
        assertThat(l2.script().lines())
                .as("L1 traces from the first mark on that asks for it: nothing that is measured may come later")
                .containsSubsequence(
                        "nestlab-exits requests L2 all marks",
                        "run-l3 128 /disk",
                        "nestlab-exits requests L2 all reasons");
        assertThat(l3.disk()).isTrue();
        assertThat(l3.script().lines())
                .containsSubsequence(
                        "nestlab-exits requests L3 all,-pipe marks", "nestlab-exits requests L3 all,-pipe reasons");
        assertThat(l3.inner()).isEmpty();
    }

    @Test
    void aMachineInWhichOneKindAfterTheOtherHangsHasNoFigures() {
        for (String kind : List.of("cpuid", "cpuid", "cpuid", "rdmsr", "wrmsr", "hypercall")) {
            boots.answer(HUNG, until(CostKey.parse("L3:" + kind)));
        }

        assertThat(boots.run(Subject.EXITS)).isInstanceOf(Measured.Nothing.class);
        assertThat(boots.areUsedUp()).isTrue();
    }
}
