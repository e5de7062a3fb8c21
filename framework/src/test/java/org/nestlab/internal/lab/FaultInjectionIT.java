package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.console.TimedLine;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.Culprit;
import org.nestlab.internal.diagnosis.EvidenceText;
import org.nestlab.internal.shell.Background;
import org.nestlab.machine.Command;
import org.nestlab.spec.LabSpec;

/**
 * Faults put into real labs, and which layer is blamed for them. {@code it.faults} names some, as {@code L1_PAUSED,L2_PANICKED};
 * {@code it.repeat} says how often each, {@code it.minutes} after how many none is begun any more. At least 9 of 10 have to be right, and none may be wrong: unknown is no wrong answer.
 */
class FaultInjectionIT {

    private static final Duration PANIC_TOLD_WITHIN = Duration.ofSeconds(5);

    /** What asking may take, with a level in between that is silent too. */
    private static final Duration ASKED_WITHIN = Duration.ofMinutes(3);

    /** So often a trial is repeated in which the emulated CPU broke the guest before the fault did. */
    private static final int MOST_BROKEN = 3;

    private static final long START = System.nanoTime();

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /** Some of them, so that the usual run sees that nothing broke. */
    @Test
    void aFewFaultsAreAttributed() throws Exception {
        List<Trial> trials = new ArrayList<>();
        for (Fault fault : Fault.sample()) {
            trials.addAll(trials(fault, 1));
        }
        assertThat(trials).allMatch(Trial::isRight);
    }

    static Stream<Fault> faults() {
        String wanted = System.getProperty("it.faults", "");
        return wanted.isEmpty()
                ? Stream.of(Fault.values())
                : Arrays.stream(wanted.split(",", -1)).map(Fault::valueOf);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("faults")
    void theLayerThatDiedIsBlamed(Fault fault) throws Exception {
        int repeat = Integer.getInteger("it.repeat", 1);
        List<Trial> trials = trials(fault, repeat);

        Assumptions.assumeFalse(trials.isEmpty(), "no time was left");
        System.out.println(Trial.summary(fault, trials));
        assertThat(trials).as("never a wrong layer").noneMatch(Trial::isWrong);
        assertThat(trials.stream().filter(Trial::isRight).count())
                .as(trials.toString())
                .isGreaterThanOrEqualTo((long) Math.ceil(0.9 * trials.size()));
    }

    /** The first in a lab with both levels and with all that a failed test gets; further ones of L1 alone in labs without an L2. */
    private List<Trial> trials(Fault fault, int repeat) throws Exception {
        if (fault == Fault.L1_OUT_OF_MEMORY) {
            Optional<String> missing = MemoryLimit.missing();
            Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        }
        List<Trial> trials = new ArrayList<>();
        int broken = 0;
        try (FaultyLab labs = new FaultyLab(fault, folder)) {
            while (trials.size() < repeat && isTimeLeft()) {
                boolean alone = fault.isInL1() && !trials.isEmpty();
                LabOnHost lab = labs.get(alone ? LabSpec.hypervisorOnly() : LabSpec.kvmInKvm());
                long start = System.nanoTime();
                Trial trial = trial(fault, lab, trials.isEmpty());
                System.out.println("ATTRIBUTION " + trial);
                if (trial.found().culprit() == Culprit.EMULATOR) {
                    Assumptions.assumeTrue(++broken < MOST_BROKEN, trial::toString);
                    labs.discard();
                    continue;
                }
                trials.add(trial);
                labs.mend(start);
            }
        }
        return trials;
    }

    private static boolean isTimeLeft() {
        Duration most = Duration.ofMinutes(Integer.getInteger("it.minutes", 24 * 60));
        return Steps.since(START).compareTo(most) < 0;
    }

    private static Trial trial(Fault fault, LabOnHost lab, boolean wholly) throws Exception {
        Victim victim = new Victim(lab);
        LiveGuest silent = fault.silent(victim);
        CompletableFuture<Instant> told =
                fault.isPanic() ? whenACommandFails(silent) : CompletableFuture.completedFuture(Instant.MIN);
        fault.inject(victim);
        GuestCommandException failure = awaitSilence(silent);
        Optional<Duration> panicTold =
                fault.isPanic() ? Optional.of(toldInTime(silent, told.get(1, TimeUnit.MINUTES))) : Optional.empty();
        long start = System.nanoTime();
        Attribution found = wholly ? diagnosed(lab, failure) : looked(lab);
        Trial trial = new Trial(fault, found, Steps.since(start), panicTold);
        assertThat(trial.took()).isLessThan(ASKED_WITHIN);
        return trial;
    }

    private static Attribution looked(LabOnHost lab) {
        Layers.Found found = new Layers(lab).look();
        System.out.println(EvidenceText.of(found.attribution(), found.evidence()));
        return found.attribution();
    }

    private static Attribution diagnosed(LabOnHost lab, GuestCommandException failure) throws IOException {
        Findings findings = lab.diagnose(failure);
        Attribution found = findings.attribution().orElseThrow();
        assertThat(findings.evidence().get(0).name()).isEqualTo("which layer died");
        System.out.println(findings.evidence().get(0).content());
        assertThat(lab.dead().isPresent())
                .as("no test gets a lab in which a guest has died")
                .isEqualTo(found.culprit().isDeadly() || found.culprit() == Culprit.EMULATOR);
        reportIsWhole(lab);
        return found;
    }

    /** A long command that the guest's death has to end, and when it did. */
    private static CompletableFuture<Instant> whenACommandFails(LiveGuest guest) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        guest.run(Command.of("sleep", "300").withTimeout(Duration.ofMinutes(5)));
                        throw new AssertionError("the guest lives");
                    } catch (GuestCommandException e) {
                        return Instant.now();
                    }
                },
                Background.threads());
    }

    private static GuestCommandException awaitSilence(LiveGuest guest) {
        return Awaitility.await("a command of " + guest + " that is not answered")
                .atMost(Duration.ofMinutes(3))
                .pollInSameThread()
                .until(() -> failure(guest), failure -> failure.isPresent())
                .orElseThrow();
    }

    private static Optional<GuestCommandException> failure(LiveGuest guest) {
        try {
            guest.run(Command.of("true").withTimeout(Duration.ofSeconds(5)));
            return Optional.empty();
        } catch (GuestCommandException e) {
            return Optional.of(e);
        }
    }

    private static Duration toldInTime(LiveGuest guest, Instant told) {
        TimedLine panic = TimedLine.of(guest.consoleLog().file()).stream()
                .filter(line -> line.text().contains("Kernel panic - not syncing"))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no panic on the console:\n" + guest.console()));
        Duration between = Duration.between(panic.at(), told);
        assertThat(between)
                .as("from the console's line to the command that fails")
                .isLessThan(PANIC_TOLD_WITHIN);
        return between;
    }

    private static void reportIsWhole(LabOnHost lab) throws IOException {
        try (ZipFile zip =
                new ZipFile(lab.context().output().resolve("bugreport.zip").toFile())) {
            assertThat(Collections.list(zip.entries()))
                    .extracting(entry -> entry.getName())
                    .contains(
                            "L0-host/dmesg.txt",
                            "L0-host/lscpu.txt",
                            "L1-hypervisor/console.log",
                            "L2-guest/console.log",
                            "README.txt",
                            "journal.txt",
                            "plan.txt",
                            "timeline.txt");
        }
    }
}
