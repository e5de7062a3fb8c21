package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.LabException;
import org.nestlab.internal.console.TimedLine;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.EvidenceText;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.examination.Layers;
import org.nestlab.internal.examination.OneGuest;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.shell.Background;
import org.nestlab.machine.Command;
import org.nestlab.spec.LabSpec;

/**
 * Faults put into real labs, and which layer is blamed for them. {@code it.faults} names some, for example
 * {@code L1_PAUSED,L2_PANICKED}; {@code it.repeat} says how often each, {@code it.minutes} after how many none is begun
 * any more, {@code it.rows} leaves out the first of each, which has a default lab to itself. At least 9 of 10 have to
 * be right, and none may be wrong: unknown is no wrong answer.
 */
@ExtendWith(KeptEvidence.class)
class FaultInjectionIT {

    private static final Duration PANIC_TOLD_WITHIN = Duration.ofSeconds(5);

    /** What asking may take, with a level in between that is silent too. */
    private static final Duration ASKED_WITHIN = Duration.ofMinutes(3);

    private static final List<AssertionError> FAILED = new CopyOnWriteArrayList<>();

    private static final long START = System.nanoTime();

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static FaultyLab labs;

    @BeforeEach
    void nothingFailedYet() {
        FAILED.clear();
    }

    @BeforeAll
    static void noLabYet() {
        labs = new FaultyLab(folder);
    }

    @AfterAll
    static void noLabAnyMore() {
        labs.close();
    }

    /** Some of them, so that the usual run sees that nothing broke. */
    @Test
    void aFewFaultsAreAttributed() {
        List<Trial> trials =
                Fault.sample().stream().flatMap(fault -> whole(fault).stream()).toList();

        assertThat(FAILED).isEmpty();
        assertThat(trials).hasSameSizeAs(Fault.sample()).allMatch(Trial::isRight);
    }

    private static List<Fault> faults() {
        String wanted = System.getProperty("it.faults", "");
        return wanted.isEmpty()
                ? List.of(Fault.values())
                : Arrays.stream(wanted.split(",", -1)).map(Fault::valueOf).toList();
    }

    /**
     * The first trial of each kind is in a default lab of its own; further ones in guests side by side, different kinds
     * at once.
     */
    @Tag("full")
    @Test
    void theLayerThatDiedIsBlamed() {
        boolean rows = Boolean.getBoolean("it.rows");
        int repeat = Integer.getInteger("it.repeat", 1);
        List<Fault> faults = faults();
        List<Trial> trials = new ArrayList<>();
        if (!rows) {
            faults.stream().filter(fault -> isTimeLeft()).forEach(fault -> trials.addAll(whole(fault)));
        }
        Deque<Fault> due = new ArrayDeque<>(faults.stream()
                .sorted(Comparator.comparing(Fault::after))
                .flatMap(fault -> Collections.nCopies(rows ? repeat : repeat - 1, fault).stream())
                .toList());
        while (!due.isEmpty() && isTimeLeft()) {
            LabSpec spec = FaultyLab.rows(due);
            trials.addAll(round(spec, FaultyLab.next(due), false));
        }

        assertThat(trials).isNotEmpty();
        SoftAssertions every = new SoftAssertions();
        every.assertThat(FAILED).isEmpty();
        trials.stream()
                .collect(Collectors.groupingBy(Trial::fault, TreeMap::new, Collectors.toList()))
                .forEach((fault, ofIt) -> {
                    System.out.println(Trial.summary(fault, ofIt));
                    every.assertThat(ofIt).as("%s: never a wrong layer", fault).noneMatch(Trial::isWrong);
                    every.assertThat(ofIt.stream().filter(Trial::isRight).count())
                            .as("%s: %s", fault, ofIt)
                            .isGreaterThanOrEqualTo((long) Math.ceil(0.9 * ofIt.size()));
                });
        every.assertAll();
    }

    /** With all that a failed test gets. */
    private static List<Trial> whole(Fault fault) {
        return round(LabSpec.kvmInKvm(), List.of(fault), true);
    }

    /**
     * Faults in as many guests at once; the lab is well afterwards, or gone. No trial comes of a guest that the
     * emulated CPU broke before the fault could.
     */
    private static List<Trial> round(LabSpec spec, List<Fault> faults, boolean wholly) {
        List<Fault> possible = faults.stream()
                .filter(fault ->
                        fault != Fault.L1_OUT_OF_MEMORY || MemoryLimit.missing().isEmpty())
                .toList();
        if (possible.size() < faults.size()) {
            System.out.println("ATTRIBUTION L1_OUT_OF_MEMORY: none, "
                    + MemoryLimit.missing().orElse(""));
        }
        boolean well = false;
        try {
            LabOnHost lab = labs.get(spec);
            List<Injected> injected = FaultyLab.injected(lab, possible);
            long start = System.nanoTime();
            List<Optional<Trial>> round = AtOnce.each(injected, each -> attempt(each, lab, wholly));
            List<Trial> valid = round.stream()
                    .flatMap(Optional::stream)
                    .filter(trial -> trial.found().cause() != FailureCause.EMULATOR)
                    .toList();
            well = valid.size() == round.size() && isMended(injected, start);
            return valid;
        } finally {
            if (!well) {
                labs.discard();
            }
        }
    }

    private static boolean isTimeLeft() {
        Duration most = Duration.ofMinutes(Integer.getInteger("it.minutes", 24 * 60));
        return Steps.since(START).compareTo(most) < 0;
    }

    /** A lab that stays ill is told of, and the next round has another. */
    private static boolean isMended(List<Injected> injected, long start) {
        try {
            labs.mend(injected, start);
            return true;
        } catch (ConditionTimeoutException | LabException | AssertionError e) {
            FAILED.add(new AssertionError("not well after %s".formatted(injected), e));
            return false;
        }
    }

    /** One that fails ends no other. */
    private static Optional<Trial> attempt(Injected injected, LabOnHost lab, boolean wholly) {
        try {
            Trial trial = trial(injected, lab, wholly);
            System.out.println("ATTRIBUTION " + trial);
            return Optional.of(trial);
        } catch (Exception | AssertionError e) {
            KeptEvidence.keep(lab, e);
            FAILED.add(new AssertionError("%s in %s: %s".formatted(injected.fault(), injected.victim(), e), e));
            return Optional.empty();
        }
    }

    private static Trial trial(Injected injected, LabOnHost lab, boolean wholly) throws Exception {
        Fault fault = injected.fault();
        LiveGuest silent = injected.victim().guest();
        CompletableFuture<Instant> told =
                fault.isPanic() ? whenACommandFails(silent) : CompletableFuture.completedFuture(Instant.MIN);
        fault.inject(injected.victim());
        GuestCommandException failure = awaitSilence(silent);
        Optional<Duration> panicTold =
                fault.isPanic() ? Optional.of(toldInTime(silent, told.get(1, TimeUnit.MINUTES))) : Optional.empty();
        long start = System.nanoTime();
        Attribution found = wholly ? diagnosed(lab, failure) : looked(lab, silent);
        Trial trial = new Trial(fault, found, Steps.since(start), panicTold);
        assertThat(trial.took()).isLessThan(ASKED_WITHIN);
        return trial;
    }

    private static Attribution looked(LabOnHost lab, LiveGuest guest) {
        Layers layers = new Layers(lab.state());
        Layers.Found found = layers.look(List.of(OneGuest.of(layers, guest)));
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
                .isEqualTo(found.cause().isDeadly() || found.cause() == FailureCause.EMULATOR);
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
        try (ZipFile zip = new ZipFile(
                lab.state().context().output().resolve("bugreport.zip").toFile())) {
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
