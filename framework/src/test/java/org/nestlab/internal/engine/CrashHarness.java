package org.nestlab.internal.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nestlab.LabException;
import org.nestlab.internal.cli.InProcess;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;

/** Kills JVMs at moments that it has seen before, cleans up, and looks what is left. */
final class CrashHarness {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The emulated CPU hangs now and then: the case is then tried again. */
    private static final int TRIES = 3;

    private final Path output;
    private final OwnHost host;

    CrashHarness(Path output, OwnHost host) {
        this.output = output;
        this.host = host;
    }

    /** Every moment of a scenario, as it comes when nobody kills it. */
    List<String> moments(CrashScenario scenario) {
        for (int attempt = 1; ; attempt++) {
            try (ChildJvm child = start(scenario, CrashPoints.NOWHERE)) {
                int status = child.awaitEnd(PATIENCE.multipliedBy(2));
                if (status == 0) {
                    clean(scenario);
                    return child.output()
                            .lines()
                            .filter(line -> line.startsWith(CrashPoints.MOMENT))
                            .map(line -> line.substring(CrashPoints.MOMENT.length()))
                            .toList();
                }
                if (attempt == TRIES) {
                    throw new AssertionError("%s did not come to its end:%n%s".formatted(scenario, child.output()));
                }
            }
        }
    }

    /**
     * Each moment of all scenarios twice: but for one that an earlier scenario has too, where all is alike until then.
     */
    static List<CrashCase> cases(Map<CrashScenario, List<String>> moments) {
        List<CrashCase> cases = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        moments.forEach((scenario, ofIt) -> ofIt.stream().filter(seen::add).forEach(moment -> {
            for (CrashCase.Then then : CrashCase.Then.values()) {
                cases.add(new CrashCase(scenario, moment, then));
            }
        }));
        return List.copyOf(cases);
    }

    /** What is lost by it: empty where the host is as it was. */
    List<String> run(CrashCase crash) {
        kill(crash);
        List<String> complaints = new ArrayList<>();
        switch (crash.then()) {
            case REAP -> complaints.addAll(reap());
            case NEXT_RUN -> {
                complaints.addAll(crash.scenario().isWarm() ? nextWarmRun(crash.scenario()) : nextRun());
                if (crash.scenario().leavesALab()) {
                    complaints.addAll(reap("--kept"));
                }
            }
        }
        if (crash.scenario().leavesALab() && crash.then() == CrashCase.Then.REAP) {
            complaints.addAll(reap("--kept"));
        }
        if (crash.scenario() == CrashScenario.FROZEN) {
            complaints.addAll(removeSnapshots());
        }
        complaints.addAll(host.left());
        return complaints;
    }

    private void kill(CrashCase crash) {
        for (int attempt = 1; ; attempt++) {
            try (ChildJvm child = start(crash.scenario(), crash.moment())) {
                try {
                    child.awaitLine(CrashPoints.STOPPED + crash.moment());
                    child.kill();
                    return;
                } catch (AssertionError notReached) {
                    if (attempt == TRIES) {
                        throw notReached;
                    }
                    System.out.printf("%s: not reached, tried again:%n%s%n", crash, child.output());
                    child.kill();
                    clean(crash.scenario());
                }
            }
        }
    }

    private ChildJvm start(CrashScenario scenario, String at) {
        Map<String, String> properties = new LinkedHashMap<>(scenario.settings());
        properties.put("it.crash.at", at);
        properties.put("nestlab.boot.attempts", "1");
        properties.put("nestlab.output.dir", output.toString());
        return ChildJvm.start(CrashScenario.class.getName(), properties, List.of(scenario.name()));
    }

    /**
     * Another run begins a lab of its own, to its first resource, and takes it down; {@link AbandonedLabIT} lets one
     * come up.
     */
    List<String> nextRun() {
        List<String> said = new ArrayList<>();
        try {
            new Preparation(new Sites(), settings(), new LabListeners(List.of()), 1, LabUse.TESTS)
                    .run(LabRun.small())
                    .close();
        } catch (LabException e) {
            said.add("the next run: " + e);
        }
        return said;
    }

    /**
     * Another run begins with what the killed one has left: it thaws a complete snapshot, takes over a lab that waits,
     * or boots a lab of its own. In any case its lab answers.
     */
    private List<String> nextWarmRun(CrashScenario scenario) {
        List<String> said = new ArrayList<>();
        Settings settings = settings(scenario.settings());
        CrashLeft left = CrashLeft.in(StateFolder.open(settings.stateDir()));
        try (RunningLab lab = new LibvirtLabEngine().bringUpForTests(LabRun.small(), settings)) {
            lab.guests().get(0).run("true").orThrow();
            System.out.printf(
                    "CRASH %s left %s: next lab %s, thawed %s, taken over %s%n",
                    scenario, left, lab.id(), lab.isThawed(), lab.isTakenOver());
            left.complaint(new LabId(lab.id()), lab.isThawed(), lab.isTakenOver())
                    .ifPresent(said::add);
        } catch (LabException e) {
            said.add("the next run: " + e);
        }
        return said;
    }

    private Settings settings() {
        return settings(Map.of());
    }

    private Settings settings(Map<String, String> more) {
        return Settings.from(key -> key.equals(Setting.OUTPUT_DIR.key())
                ? Optional.of(output.toString())
                : Optional.ofNullable(more.get(key)).or(() -> Optional.ofNullable(System.getProperty(key))));
    }

    /** {@code nestlab reap}. */
    private static List<String> reap(String... options) {
        List<String> words = new ArrayList<>(List.of("reap"));
        words.addAll(List.of(options));
        InProcess.Outcome outcome = InProcess.run(words.toArray(String[]::new));
        return outcome.exitStatus() == 0 ? List.of() : List.of("nestlab reap: " + outcome.printed());
    }

    /** A complete snapshot stays on purpose, and half of one goes with whoever looks at them next. */
    private static List<String> removeSnapshots() {
        InProcess.Outcome outcome = InProcess.run("snapshots", "--remove", "all");
        return outcome.exitStatus() == 0 ? List.of() : List.of("nestlab snapshots: " + outcome.printed());
    }

    /** What a scenario leaves on purpose, or one that was not to end so. */
    void clean(CrashScenario scenario) {
        List<String> complaints = scenario.leavesALab() ? reap("--kept") : reap();
        if (scenario == CrashScenario.FROZEN && complaints.isEmpty()) {
            complaints = removeSnapshots();
        }
        if (!complaints.isEmpty()) {
            throw new AssertionError("what %s left cannot be cleaned up: %s".formatted(scenario, complaints));
        }
    }
}
