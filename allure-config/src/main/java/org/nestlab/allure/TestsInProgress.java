package org.nestlab.allure;

import io.qameta.allure.listener.FixtureLifecycleListener;
import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.FixtureResult;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import org.nestlab.spi.Secrets;

/**
 * Reports to the router which test runs on which thread, and removes secrets from the messages of failures. Allure and
 * the JUnit launcher each create an instance by {@link java.util.ServiceLoader}, so this class is public and has no
 * state.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestsInProgress implements TestLifecycleListener, FixtureLifecycleListener, TestExecutionListener {

    @Override
    public void afterTestStart(TestResult result) {
        EventRouter.shared().testStarted(result);
    }

    @Override
    public void beforeTestStop(TestResult result) {
        EventRouter.shared().testStopping(result);
    }

    @Override
    public void beforeTestWrite(TestResult result) {
        clean(result.getStatusDetails());
        clean(result.getSteps());
    }

    @Override
    public void beforeFixtureStop(FixtureResult result) {
        clean(result.getStatusDetails());
        clean(result.getSteps());
    }

    private static void clean(List<StepResult> steps) {
        for (StepResult step : steps) {
            clean(step.getStatusDetails());
            clean(step.getSteps());
        }
    }

    private static void clean(@Nullable StatusDetails details) {
        if (details != null) {
            details.setMessage(clean(details.getMessage()));
            details.setTrace(clean(details.getTrace()));
        }
    }

    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : Secrets.removedFrom(text);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        EventRouter.shared().planStarted();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        EventRouter.shared().planFinished();
    }
}
