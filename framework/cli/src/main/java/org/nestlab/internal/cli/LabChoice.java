package org.nestlab.internal.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.takedown.Reaper.Left;

/** Chooses the lab that a command works on, among the labs that were left up. */
final class LabChoice {

    private LabChoice() {}

    /**
     * Returns the lab with an id, or the only one that was left up.
     *
     * @param id the id; null for the only lab
     * @param left the labs that were left up, and those that a process uses
     * @throws LabConfigurationException if the id is not valid, or there is none and not exactly one lab was left up
     */
    static LabId of(@Nullable String id, List<Left> left) {
        return id == null ? theOne(left) : parse(id);
    }

    private static LabId parse(String id) {
        try {
            return new LabId(id);
        } catch (IllegalArgumentException e) {
            throw new LabConfigurationException(
                    "%s; `nestlab list` names the labs that there are".formatted(e.getMessage()), e);
        }
    }

    private static LabId theOne(List<Left> left) {
        List<Left> kept = left.stream().filter(Left::kept).toList();
        if (kept.size() == 1) {
            return kept.get(0).id();
        }
        List<String> ids = kept.stream().map(lab -> lab.id() + lab.quotedName()).toList();
        throw new LabConfigurationException(
                kept.isEmpty()
                        ? "no lab was left up%s: `nestlab up` brings one up, `nestlab list` shows what there is"
                                .formatted(left.isEmpty() ? "" : ", and those that a process uses are its own")
                        : "several labs were left up: say which of %s; `nestlab list` says what each is, `nestlab reap --kept` takes all of them down"
                                .formatted(String.join(", ", ids)));
    }
}
