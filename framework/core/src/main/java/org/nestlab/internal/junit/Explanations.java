package org.nestlab.internal.junit;

import java.lang.reflect.Parameter;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.Explain;
import org.nestlab.LabConfigurationException;
import org.nestlab.explain.Explanation;
import org.nestlab.internal.experiment.ExplainTarget;
import org.nestlab.internal.experiment.RunReport;
import org.nestlab.internal.explain.ExplanationJson;
import org.nestlab.internal.explain.ExplanationText;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;

/** Explanations for tests: measured when a parameter asks for one, and reported. */
final class Explanations {

    private Explanations() {}

    /**
     * Measures.
     *
     * @param where what asks, for a message
     * @throws LabConfigurationException if the parameter does not say what is to be explained, or names something that
     *     the lab does not have
     */
    static Explanation of(Parameter parameter, String where, TestLab lab) {
        String wanted = target(parameter)
                .orElseThrow(() -> new LabConfigurationException(
                        "%s is an Explanation and does not say of what; expected @Explain(\"L2:fio-randread-4k\")"
                                .formatted(where)));
        Settings settings = JUnitSettings.of(lab.context());
        ExplainTarget target = ExplainTarget.parse(wanted, lab.spec(), settings);
        RunningLab running = lab.lab();
        Benches.requireBooted(running, lab.context(), "Explanation");
        Explanation explanation = target.explain(running, Benches.stages(lab.context()), settings);
        RunReport.of(settings)
                .explained(
                        explanation.target(),
                        ExplanationJson.render(explanation),
                        String.join("\n", ExplanationText.lines(explanation)) + "\n");
        return explanation;
    }

    private static Optional<String> target(Parameter parameter) {
        return AnnotationSupport.findAnnotation(parameter, Explain.class).map(Explain::value);
    }
}
