package org.nestlab.internal.junit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.nestlab.internal.shard.ShardRecord.Ended;

/** Writes down what came of the tests of a shard; found by the ServiceLoader, idle without {@code nestlab.shard}. */
public final class ShardListener implements TestExecutionListener {

    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private volatile @Nullable ShardRun run;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ShardRun.of(plan.getConfigurationParameters()).ifPresent(begun -> {
            run = begun;
            begun.begun();
        });
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        ShardRun over = run;
        run = null;
        if (over != null) {
            over.over();
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (run != null) {
            started.put(test.getUniqueId(), System.nanoTime());
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        write(test, "skipped");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        write(
                test,
                switch (result.getStatus()) {
                    case SUCCESSFUL -> "passed";
                    case ABORTED -> "aborted";
                    case FAILED -> "failed";
                });
    }

    private void write(TestIdentifier test, String state) {
        ShardRun writing = run;
        Long since = started.remove(test.getUniqueId());
        if (writing != null) {
            long millis = since == null ? 0 : (System.nanoTime() - since) / 1_000_000;
            writing.ended(new Ended(test.getUniqueId(), test.isTest(), state, millis));
        }
    }
}
