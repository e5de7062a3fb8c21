package org.nestlab.allure;

import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.TestResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells the router which tests run on which thread. Allure and the JUnit launcher each make an instance by
 * {@link java.util.ServiceLoader}, hence public and without state.
 */
public final class RunningTests implements TestLifecycleListener, TestExecutionListener {

    @Override
    public void afterTestStart(TestResult result) {
        EventRouter.shared().testStarted(result);
    }

    @Override
    public void beforeTestStop(TestResult result) {
        EventRouter.shared().testStopping(result);
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
