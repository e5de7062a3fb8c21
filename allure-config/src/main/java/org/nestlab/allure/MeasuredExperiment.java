package org.nestlab.allure;

import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Comparison;

/** One metric of an experiment that a test made or asked for. */
record MeasuredExperiment(Experiment experiment, Comparison comparison) {

    /** For example {@code L2/L1 fio-randread-4k.iops}. */
    String title() {
        return experiment.design().levels() + " " + comparison.metric().name();
    }

    /** {@code within}, {@code exceeded}, {@code inconclusive}, {@code invalid} or {@code not judged}. */
    String word() {
        return comparison.verdict().map(verdict -> verdict.word()).orElse("not judged");
    }
}
