package org.nestlab.internal.experiment;

import java.time.Duration;

/** Is told how an experiment gets on. */
interface Progress {

    void pair(int number, AllMetricSeries series, Duration took);

    void broken(int number, String why, Duration took);
}
