package org.nestlab.internal.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.settings.ReuseSettings;
import org.nestlab.internal.settings.Settings;

/** Decides whether the labs of tests are for this run alone, or for the next one as well. */
final class ReuseChoice {

    private final Map<String, String> environment;
    private final AtomicBoolean said = new AtomicBoolean();

    /** @param environment the environment of this process */
    ReuseChoice(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Says once why labs are not left to the next run although a setting or a class asks for it. */
    LabUse use(Settings settings) {
        if (!settings.reuse().on()) {
            return LabUse.TESTS;
        }
        Optional<String> obstacle = ReuseSettings.obstacle(environment);
        if (obstacle.isEmpty()) {
            return LabUse.REUSE;
        }
        if (!said.getAndSet(true)) {
            ProgressLines.of(settings.progress()).print("[nestlab] " + obstacle.get());
        }
        return LabUse.TESTS;
    }
}
