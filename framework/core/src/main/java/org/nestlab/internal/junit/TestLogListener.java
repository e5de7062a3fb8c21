package org.nestlab.internal.junit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.nestlab.internal.labtests.TestLog;
import org.nestlab.internal.labtests.TestLogLine;
import org.nestlab.internal.labtests.TestLogLine.Event;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.upgrade.FunctionalCheck.State;

/**
 * Writes what comes of each test into the file of {@code nestlab.test.log}; found by the ServiceLoader, and idle where
 * none is set.
 */
public final class TestLogListener implements TestExecutionListener {

    private static final String SEPARATOR = " > ";

    /** A run that is written down. */
    private record Run(TestPlan plan, Path file, String id) {}

    private volatile @Nullable Run run;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ConfigurationParameters parameters = plan.getConfigurationParameters();
        // Of this setting alone: where another one is wrong, its tests fail and are written down.
        Settings settings =
                Settings.from(key -> key.equals(Setting.TEST_LOG.key()) ? parameters.get(key) : Optional.empty());
        settings.testLog().ifPresent(file -> {
            Run begun = new Run(plan, file, UUID.randomUUID().toString());
            run = begun;
            TestLog.add(begun.file(), TestLogLine.ofRun(Event.RUN_STARTED, begun.id()));
        });
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Run ending = run;
        run = null;
        if (ending != null) {
            TestLog.add(ending.file(), TestLogLine.ofRun(Event.RUN_ENDED, ending.id()));
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        add(Event.STARTED, test, State.HOLDS, "");
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(Event.ENDED, test, State.SKIPPED, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        State state = switch (result.getStatus()) {
            case SUCCESSFUL -> State.HOLDS;
            case ABORTED -> State.ABORTED;
            case FAILED -> State.FAILED;
        };
        add(
                Event.ENDED,
                test,
                state,
                result.getThrowable().map(TestLogListener::said).orElse(""));
    }

    private void add(Event event, TestIdentifier test, State state, String detail) {
        Run writing = run;
        // A failed check without a word would look like one that holds.
        String why = detail.isBlank() && state != State.HOLDS ? "it said nothing" : detail;
        if (writing != null && test.getParentIdObject().isPresent()) {
            TestLog.add(
                    writing.file(),
                    new TestLogLine(event, test.getUniqueId(), name(writing.plan(), test), test.isTest(), state, why));
        } else if (writing != null && state == State.FAILED) {
            TestLog.add(
                    writing.file(),
                    new TestLogLine(event, test.getUniqueId(), test.getDisplayName(), false, state, why));
        }
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getName() : message;
    }

    /** The display names from below the engine down. */
    private static String name(TestPlan plan, TestIdentifier test) {
        StringBuilder name = new StringBuilder(test.getDisplayName());
        for (Optional<TestIdentifier> parent = plan.getParent(test);
                parent.isPresent() && parent.get().getParentIdObject().isPresent();
                parent = plan.getParent(parent.get())) {
            name.insert(0, parent.get().getDisplayName() + SEPARATOR);
        }
        return name.toString();
    }
}
