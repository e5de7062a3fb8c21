package org.nestlab.allure;

import io.qameta.allure.Allure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.report.ExperimentFile;

/**
 * Leaves every experiment in Allure's results folder, wherever that is: the report of a run shows what this run
 * measured, also where no history is kept, where it cannot be reached, and where the run dies before its end.
 * Registered under {@code META-INF/services}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExperimentRecorder implements ExperimentListener {

    /** How the names of the files end; no reader of Allure's takes them for results. */
    public static final String SUFFIX = "-nestlab-experiment.json";

    @Override
    public void ended(Experiment experiment) {
        byte[] text = ExperimentFile.write(experiment).getBytes(StandardCharsets.UTF_8);
        Allure.getLifecycle().writeAttachment(experiment.design().id() + SUFFIX, new ByteArrayInputStream(text));
    }
}
