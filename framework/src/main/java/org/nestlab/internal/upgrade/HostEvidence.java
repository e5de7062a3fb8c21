package org.nestlab.internal.upgrade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.Setting;

/**
 * All that was measured under one name, reboot after reboot.
 *
 * @param lab the class of the lab's definition
 * @param workloads for example {@code L2:exit-cpuid}
 * @param legs in their order; the first is the baseline, the only one of its kind
 */
public record HostEvidence(String lab, List<String> workloads, List<Leg> legs) {

    public HostEvidence {
        workloads = List.copyOf(workloads);
        legs = List.copyOf(legs);
        if (lab.isBlank()
                || workloads.isEmpty()
                || legs.isEmpty()
                || legs.get(0).role() != Leg.Role.BASELINE) {
            throw new IllegalArgumentException("no lab, no workloads, or no baseline");
        }
        for (Leg leg : legs.subList(1, legs.size())) {
            if (leg.role() == Leg.Role.BASELINE
                    || !leg.names().equals(legs.get(0).names())) {
                throw new IllegalArgumentException("a second baseline, or a leg with other metrics than the baseline");
            }
        }
    }

    public Leg baseline() {
        return legs.get(0);
    }

    /** The newest of that role. */
    Optional<Leg> newest(Leg.Role role) {
        return legs.stream().filter(leg -> leg.role() == role).reduce((first, second) -> second);
    }

    long count(Leg.Role role) {
        return legs.stream().filter(leg -> leg.role() == role).count();
    }

    /** The newest candidate; for the host on the recorded kernel again, the newest on another one, if there is any. */
    Optional<Leg> candidate(boolean back) {
        List<Leg> others = legs.stream()
                .filter(leg -> leg.role() == Leg.Role.CANDIDATE)
                .filter(leg -> !back
                        || !leg.fingerprint()
                                .id()
                                .equals(baseline().fingerprint().id()))
                .toList();
        return others.isEmpty() ? newest(Leg.Role.CANDIDATE) : Optional.of(others.get(others.size() - 1));
    }

    /**
     * Refuses evidence that is too old, or has no candidate for a return.
     *
     * @param name what it is called
     * @param back whether the host is on the recorded kernel again
     * @throws LabConfigurationException saying what to do
     */
    public void requireUsable(String name, boolean back, Duration maxAge, Instant now) {
        List<Leg> used = new ArrayList<>(List.of(baseline()));
        if (back) {
            used.add(candidate(true)
                    .orElseThrow(() -> new LabConfigurationException(
                            "no candidate was compared with '%s' yet: `nestlab host compare %s` on the other kernel does it"
                                    .formatted(name, name))));
        }
        for (Leg leg : used) {
            Duration age = Duration.between(leg.ended(), now);
            if (age.compareTo(maxAge) > 0) {
                throw new LabConfigurationException(
                        "the %s of '%s' was measured %d h ago, and %s is %d h: measure it again, or raise the setting"
                                .formatted(
                                        leg.role().name().toLowerCase(Locale.ROOT),
                                        name,
                                        age.toHours(),
                                        Setting.HISTORY_AGE.key(),
                                        maxAge.toHours()));
            }
        }
    }

    public HostEvidence plus(Leg leg) {
        List<Leg> more = new ArrayList<>(legs);
        more.add(leg);
        return new HostEvidence(lab, workloads, more);
    }
}
