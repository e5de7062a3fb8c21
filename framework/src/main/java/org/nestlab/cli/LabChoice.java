package org.nestlab.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.LabId;

/** Which of the labs that were left up is meant. */
final class LabChoice {

    private LabChoice() {}

    /**
     * The one that is named, or the only one.
     *
     * @throws LabConfigurationException if the name is none, or none is given and there is not exactly one lab
     */
    static LabId of(@Nullable String id, List<LabId> kept) {
        return Optional.ofNullable(id).map(LabChoice::parse).orElseGet(() -> theOne(kept));
    }

    private static LabId parse(String id) {
        try {
            return new LabId(id);
        } catch (IllegalArgumentException e) {
            throw new LabConfigurationException(e.getMessage() == null ? id : e.getMessage(), e);
        }
    }

    private static LabId theOne(List<LabId> kept) {
        if (kept.size() != 1) {
            throw new LabConfigurationException(
                    kept.isEmpty() ? "no lab was left up" : "several labs were left up: say which of " + kept);
        }
        return kept.get(0);
    }
}
