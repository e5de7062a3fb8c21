package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.console.TimedLine;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.Culprit;
import org.nestlab.internal.lab.Fault.Victim;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.Background;
import org.nestlab.machine.Command;
import org.nestlab.spec.LabSpec;

/**
 * Faults put into real labs, each into one of its own, and which layer is blamed for them. {@code it.repeat} says how often each;
 * at least 9 of 10 have to be right, and none may be wrong: unknown is no wrong answer.
 */
class FaultInjectionIT {

    private static final Duration PANIC_TOLD_WITHIN = Duration.ofSeconds(5);

    /** What asking may take, with a level in between that is silent too. */
    private static final Duration ASKED_WITHIN = Duration.ofMinutes(3);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /** What was found, and in how long. */
    private record Trial(Attribution found, Duration took) {
        boolean isRight(Fault fault) {
            return found.culprit() == fault.culprit() && found.level().depth() == fault.level();
        }

        boolean isWrong(Fault fault) {
            return !isRight(fault) && found.culprit() != Culprit.UNKNOWN;
        }

        @Override
        public String toString() {
            return "%s at %s after %d ms: %s"
                    .formatted(found.culprit(), found.level(), took.toMillis(), found.sentence());
        }
    }

    /** Some of them, so that the usual run sees that nothing broke. */
    @Test
    void aFewFaultsAreAttributed() throws Exception {
        Set<Fault> wrong = EnumSet.noneOf(Fault.class);
        List<String> all = new ArrayList<>();
        for (Fault fault : Fault.sample()) {
            Trial trial = trial(fault);
            all.add(fault + ": " + trial);
            if (!trial.isRight(fault)) {
                wrong.add(fault);
            }
        }
        assertThat(wrong).as(String.join("\n", all)).isEmpty();
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource
    void theLayerThatDiedIsBlamed(Fault fault) throws Exception {
        int repeat = Integer.getInteger("it.repeat", 1);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            trials.add(trial(fault));
        }

        long right = trials.stream().filter(trial -> trial.isRight(fault)).count();
        System.out.printf("ATTRIBUTION %s: %d of %d right%n", fault, right, repeat);
        assertThat(trials).as("never a wrong layer").noneMatch(trial -> trial.isWrong(fault));
        assertThat(right).as(trials.toString()).isGreaterThanOrEqualTo((long) Math.ceil(0.9 * repeat));
    }

    private Trial trial(Fault fault) throws Exception {
        Assumptions.assumeTrue(
                fault != Fault.L1_OUT_OF_MEMORY || memoryIsLimited(),
                "/sys/fs/cgroup/cgroup.subtree_control names no memory: nothing can be limited");
        LabOnHost lab = (LabOnHost) new LibvirtLabEngine().bringUp(LabSpec.kvmInKvm(), settings());
        Victim victim = new Victim(lab);
        try {
            LiveGuest silent = fault.silent(victim);
            CompletableFuture<Instant> told =
                    fault.isPanic() ? whenACommandFails(silent) : CompletableFuture.completedFuture(Instant.MIN);
            fault.inject(victim);
            GuestCommandException failure = awaitSilence(silent);
            if (fault.isPanic()) {
                toldInTime(silent, told.get(1, TimeUnit.MINUTES));
            }
            long start = System.nanoTime();
            Findings findings = lab.diagnose(failure);
            Trial trial = new Trial(findings.attribution().orElseThrow(), Steps.since(start));
            System.out.printf("ATTRIBUTION %s: %s%n", fault, trial);
            Assumptions.assumeFalse(trial.found().culprit() == Culprit.EMULATOR, trial::toString);
            assertThat(trial.took()).isLessThan(ASKED_WITHIN);
            assertThat(findings.evidence().get(0).name()).isEqualTo("which layer died");
            assertThat(lab.dead().isPresent())
                    .as("no test gets a lab in which a guest has died")
                    .isEqualTo(trial.found().culprit().isDeadly());
            reportIsWhole(lab);
            return trial;
        } finally {
            fault.undo(victim);
            lab.close();
        }
    }

    private static boolean memoryIsLimited() throws IOException {
        Path controllers = Path.of("/sys/fs/cgroup/cgroup.subtree_control");
        return Files.exists(controllers) && Files.readString(controllers).matches("(?s).*\\bmemory\\b.*");
    }

    private Settings settings() {
        return Settings.from(key -> key.equals("nestlab.output.dir")
                ? Optional.of(folder.toString())
                : Optional.ofNullable(System.getProperty(key)));
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
            guest.run(Command.of("true").withTimeout(Duration.ofSeconds(20)));
            return Optional.empty();
        } catch (GuestCommandException e) {
            return Optional.of(e);
        }
    }

    private static void toldInTime(LiveGuest guest, Instant told) {
        TimedLine panic = TimedLine.of(guest.consoleLog().file()).stream()
                .filter(line -> line.text().contains("Kernel panic - not syncing"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no panic on the console:\n" + guest.console()));
        assertThat(Duration.between(panic.at(), told))
                .as("from the console's line to the command that fails")
                .isLessThan(PANIC_TOLD_WITHIN);
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
