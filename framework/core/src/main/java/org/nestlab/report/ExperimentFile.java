package org.nestlab.report;

import org.apiguardian.api.API;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.history.json.ExperimentJson;

/** An experiment as the text of a file, for readers after the JVM that measured has ended. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExperimentFile {

    private ExperimentFile() {}

    /** All of an experiment, as JSON in one line of ASCII; {@link #read} makes an equal one of it. */
    public static String write(Experiment experiment) {
        return ExperimentJson.write(experiment);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the text is cut short, or something else
     */
    public static Experiment read(String text) {
        return ExperimentJson.read(text);
    }
}
