package org.nestlab.internal.junit;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import org.nestlab.internal.experiment.RunFiles;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the verdicts of an earlier run before the first test, because nothing else removes them if this run measures
 * nothing; found by the ServiceLoader. Failed tests that are run again in the same JVM belong to the same run.
 */
public final class EarlierRunListener implements TestExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierRunListener.class);
    private static final AtomicBoolean RUN = new AtomicBoolean();

    private final AtomicBoolean done;

    public EarlierRunListener() {
        this(RUN);
    }

    EarlierRunListener(AtomicBoolean done) {
        this.done = done;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        ConfigurationParameters parameters = plan.getConfigurationParameters();
        // Of this setting alone: where another one is wrong, the tests say so.
        Settings settings =
                Settings.from(key -> key.equals(Setting.OUTPUT_DIR.key()) ? parameters.get(key) : Optional.empty());
        try {
            RunFiles.forget(settings.outputDir());
        } catch (IOException e) {
            LOG.error(
                    "the verdicts of an earlier run cannot be removed, and would be taken for those of this one: {}: remove them by hand",
                    e.toString());
        }
    }
}
