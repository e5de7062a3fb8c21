package org.nestlab.allure;

import io.qameta.allure.Allure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.report.ExperimentFile;

/**
 * Writes every experiment to Allure's results folder. So the report shows what the run measured even if no history is
 * kept, the history cannot be reached, or the run ends early. Registered under {@code META-INF/services}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExperimentRecorder implements ExperimentListener {

    /** The end of the files' names; Allure does not read such files as results. */
    public static final String SUFFIX = "-nestlab-experiment.json";

    @Override
    public void ended(Experiment experiment) {
        byte[] text = ExperimentFile.write(experiment).getBytes(StandardCharsets.UTF_8);
        Allure.getLifecycle().writeAttachment(experiment.design().id() + SUFFIX, new ByteArrayInputStream(text));
    }
}
