package org.nestlab.internal.experiment;

import java.time.Duration;

/** Receives the progress of an experiment. */
interface Progress {

    void pair(int number, AllMetricSeries series, Duration took);

    void broken(int number, String why, Duration took);
}
