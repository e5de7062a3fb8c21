package org.nestlab.internal.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shard.Commit;
import org.nestlab.internal.shard.Shard;
import org.nestlab.internal.shard.ShardFile;
import org.nestlab.internal.shard.ShardLoad;
import org.nestlab.internal.shard.ShardPlan;
import org.nestlab.internal.shard.ShardRecord.Discovered;
import org.nestlab.internal.shard.ShardRecord.Ended;
import org.nestlab.spec.LabSpec;

/**
 * The run of one shard in this process: which tests are its own, and what it writes down. Surefire discovers each class
 * alone before it discovers those of the run, so the answer for a class depends on nothing but the class and the plan.
 */
final class ShardRun {

    private static final Set<String> KEYS =
            Set.of(Setting.SHARD.key(), Setting.SHARD_PLAN.key(), Setting.OUTPUT_DIR.key(), Setting.PROGRESS.key());

    private static final Map<Identity, ShardRun> RUNS = new ConcurrentHashMap<>();

    /** Tests that a test runs itself are not divided. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private record Identity(Shard shard, Optional<Path> plan, Path output) {}

    private final Shard shard;
    private final @Nullable ShardPlan plan;
    private final ProgressLines lines;
    private final ShardFile file;
    private final Map<String, ShardLoad> loads = new ConcurrentHashMap<>();
    private final Set<String> written = new TreeSet<>();
    private final Set<String> own = new TreeSet<>();
    private final Set<String> foreign = new TreeSet<>();
    private boolean executed;
    private int told;

    private ShardRun(Identity identity, @Nullable ShardPlan plan, ProgressLines lines) {
        this.shard = identity.shard();
        this.plan = plan;
        this.lines = lines;
        this.file = ShardFile.begin(
                identity.output(), shard, Commit.of(Path.of(""), System.getenv()), plan == null ? "" : plan.digest());
    }

    /**
     * The run that the parameters ask for; empty if they ask for none, or if a test of such a run asks.
     *
     * @throws LabConfigurationException if a setting or the plan is wrong
     */
    static Optional<ShardRun> of(ConfigurationParameters parameters) {
        if (RUNNING.get() > 0) {
            return Optional.empty();
        }
        // Of these settings alone: where another one is wrong, the tests say so.
        Settings settings = Settings.from(key -> KEYS.contains(key) ? parameters.get(key) : Optional.empty());
        return settings.shard()
                .map(shard -> RUNS.computeIfAbsent(
                        new Identity(shard, settings.shardPlan(), settings.outputDir()),
                        identity -> begin(identity, ProgressLines.of(settings.progress()))));
    }

    private static ShardRun begin(Identity identity, ProgressLines lines) {
        ShardPlan plan = identity.plan().map(ShardPlan::read).orElse(null);
        if (plan != null && plan.of() != identity.shard().of()) {
            throw new LabConfigurationException(
                    "setting '%s' is '%s' and the plan %s divides by %d; expected the same count"
                            .formatted(
                                    Setting.SHARD.key(),
                                    identity.shard(),
                                    identity.plan().orElseThrow(),
                                    plan.of()));
        }
        return new ShardRun(identity, plan, lines);
    }

    /**
     * Writes down a test, and says which shard runs it.
     *
     * @param id JUnit's unique id
     * @param testClass the outermost class
     * @param type the same; null where the test is of no class
     */
    synchronized int shardOf(String id, String testClass, @Nullable Class<?> type) {
        ShardLoad load = loads.computeIfAbsent(testClass, name -> load(name, type));
        int number = plan == null ? ShardPlan.unplanned(load.lab(), shard.of()) : plan.shardOf(testClass, load.lab());
        if (written.add(id)) {
            file.add(new Discovered(id, testClass, load.lab(), load.name(), number));
            (number == shard.number() ? own : foreign).add(testClass);
        }
        return number;
    }

    int number() {
        return shard.number();
    }

    private static ShardLoad load(String testClass, @Nullable Class<?> type) {
        LabSpec spec = type == null ? null : LabGroup.of(type).spec();
        return spec == null
                ? new ShardLoad(ShardLoad.ofClass(testClass), testClass, List.of(testClass), 0)
                : new ShardLoad(ShardLoad.ofLab(LabRecord.digest(spec)), spec.name(), List.of(testClass), 0);
    }

    synchronized void begun() {
        RUNNING.incrementAndGet();
        executed = true;
        file.addBegun();
    }

    void ended(Ended ended) {
        file.add(ended);
    }

    synchronized void over() {
        RUNNING.decrementAndGet();
        file.addOver();
        if (own.isEmpty()) {
            executed = false;
            return;
        }
        lines.print("[nestlab] shard %s: %d of %d test classes were its own; %s"
                .formatted(shard, own.size(), own.size() + foreign.size(), file.path()));
    }

    /** Says which runs of this process had no test: Maven starts none if the discovery left none. */
    static void tellWhatHadNothingToDo() {
        RUNS.values().forEach(ShardRun::tellThatNothingWasDone);
    }

    private synchronized void tellThatNothingWasDone() {
        if (!executed && own.isEmpty() && foreign.size() > told) {
            told = foreign.size();
            lines.print("[nestlab] shard %s has nothing to do: none of %d test classes is its own; %s"
                    .formatted(shard, told, file.path()));
        }
    }
}
