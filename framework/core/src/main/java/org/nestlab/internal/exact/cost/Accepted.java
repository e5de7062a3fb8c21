package org.nestlab.internal.exact.cost;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostIdentity;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.Vendor;
import org.nestlab.experiment.Difference;

/**
 * Figures of a kernel that a person has checked and accepted.
 *
 * @param vendor whose virtualization
 * @param kernel the release of L1's kernel
 * @param reason why they are accepted
 * @param on the day, for example {@code 2026-11-30}
 * @param identity what a candidate must share with them
 * @param figures by exit
 */
public record Accepted(
        Vendor vendor,
        String kernel,
        String reason,
        String on,
        CostIdentity identity,
        SortedMap<CostKey, JudgedFigure> figures) {

    public Accepted {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    /**
     * Accepts measured figures.
     *
     * @throws LabConfigurationException if one of them cannot be trusted, or the reason is not one line of text
     */
    public static Accepted of(ExactCosts costs, String reason, String on) {
        if (reason.isBlank() || reason.lines().count() > 1) {
            throw new LabConfigurationException(
                    "'%s' is not a valid reason; expected one line of words".formatted(reason));
        }
        List<String> flaws = costs.flaws();
        if (!flaws.isEmpty()) {
            throw new LabConfigurationException(
                    "the figures of %s cannot be accepted: %s".formatted(costs.kernel(), String.join("; ", flaws)));
        }
        return new Accepted(
                costs.vendor(), costs.kernel(), reason.strip(), on, costs.identity(), JudgedFigure.of(costs));
    }

    /** Why these figures cannot be compared with, as a sentence; empty if they can. */
    public String strangerTo(CostIdentity measured) {
        List<Difference> differences = identity.differences(measured);
        return differences.isEmpty()
                ? ""
                : "the figures accepted on %s are of another %s. Accept those of the same kernel again with `nestlab exact accept`"
                        .formatted(
                                on,
                                differences.stream()
                                        .map(it -> "%s (%s, now %s)"
                                                .formatted(
                                                        it.name(),
                                                        it.before().orElse("not known"),
                                                        it.after().orElse("not known")))
                                        .collect(Collectors.joining(", ")));
    }
}
