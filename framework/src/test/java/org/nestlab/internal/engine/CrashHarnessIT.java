package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.ImageSpec;
import org.opentest4j.TestAbortedException;

/**
 * Labs whose JVM is killed at every moment of its journal and after every step: by the next run, or by {@code nestlab
 * reap}, the host becomes what it was.
 *
 * <p>The whole of it takes an hour on the emulated tier: what is clean is kept in {@code it.crash.results}, and a later
 * run goes on from there; {@code it.crash.minutes} says after how long no new case is begun.
 */
class CrashHarnessIT {

    @TempDir
    private Path output = Path.of("set by JUnit");

    private Optional<UsersDomain> domain = Optional.empty();

    @SuppressWarnings("NullAway.Init") // set before each test
    private OwnHost host;

    @BeforeEach
    void prepare() {
        Settings settings = Settings.defaults();
        new ImageStore(settings.imageDir()).ensure(ImageSpec.embedded(), line -> {});
        host = OwnHost.watch(output);
        domain = Optional.of(new UsersDomain(settings.connect()));
    }

    @AfterEach
    void close() {
        domain.ifPresent(UsersDomain::close);
        host.close();
    }

    private CrashHarness harness() {
        CrashHarness first = new CrashHarness(output, host);
        first.clean(CrashScenario.KEPT);
        // libvirt's firewall chains come with the first network after its start, and stay for all others.
        assertThat(first.nextRun()).isEmpty();
        host.again();
        return first;
    }

    /** A few of one scenario, and not the same ones in each run; {@code it.crash.moment} is a part of the moments. */
    @Test
    void aFewMomentsOfALabAreSurvived() {
        long seed = Long.getLong("it.crash.seed", System.nanoTime());
        System.out.println("CRASH drawn by -Dit.crash.seed=" + seed);
        Random random = new Random(seed);
        CrashHarness harness = harness();
        CrashScenario scenario = CrashScenario.valueOf(System.getProperty("it.crash.scenario", "ALONE"));
        String part = System.getProperty("it.crash.moment", "");
        List<String> moments = harness.moments(scenario).stream()
                .filter(moment -> moment.contains(part))
                .toList();
        for (CrashCase.Then then : CrashCase.Then.values()) {
            CrashCase crash = new CrashCase(scenario, moments.get(random.nextInt(moments.size())), then);

            List<String> lost = harness.run(crash);

            System.out.println(crash + (lost.isEmpty() ? ": clean" : ": LOST " + lost));
            assertThat(lost).as(crash.toString()).isEmpty();
        }
    }

    @Tag("full")
    @Test
    void everyMomentOfEveryScenarioIsSurvived() {
        long start = System.nanoTime();
        Duration limit = Duration.ofMinutes(Long.getLong("it.crash.minutes", 600));
        CrashResults results =
                new CrashResults(Path.of(System.getProperty("it.crash.results", "target/crash-results.txt")));
        CrashHarness harness = harness();
        Map<CrashScenario, List<String>> moments = new EnumMap<>(CrashScenario.class);
        for (CrashScenario scenario : CrashScenario.values()) {
            moments.put(scenario, results.moments(scenario, () -> harness.moments(scenario)));
        }
        List<CrashCase> cases = CrashHarness.cases(moments);
        List<CrashCase> due =
                cases.stream().filter(crash -> !results.isClean(crash)).toList();
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            if (Steps.since(start).compareTo(limit) > 0) {
                assertThat(lost).isEmpty();
                throw new TestAbortedException("CRASH %d of %d clean so far: run it again to go on"
                        .formatted(cases.size() - due.size() + i, cases.size()));
            }
            List<String> left = harness.run(due.get(i));
            results.add(due.get(i), left);
            if (!left.isEmpty()) {
                lost.add(due.get(i) + ": " + left);
                harness.clean(CrashScenario.KEPT);
            }
        }
        System.out.printf(
                "CRASH %d of %d clean, resources lost: %d%n", cases.size() - lost.size(), cases.size(), lost.size());
        assertThat(lost).isEmpty();
    }
}
