package org.nestlab.internal.upgrade;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.Setting;

/**
 * All recordings under one name, over several reboots.
 *
 * @param lab the class of the lab's definition
 * @param workloads for example {@code L2:exit-cpuid}
 * @param recordings in the order of time; the first is the baseline, and there is only one baseline
 */
public record HostEvidence(
        String lab,
        List<String> workloads,
        @JsonProperty("legs") List<HostRecording> recordings) {

    public HostEvidence {
        workloads = List.copyOf(workloads);
        recordings = List.copyOf(recordings);
        if (lab.isBlank()
                || workloads.isEmpty()
                || recordings.isEmpty()
                || recordings.get(0).role() != HostRecording.Role.BASELINE) {
            throw new IllegalArgumentException("no lab, no workloads, or no baseline");
        }
        for (HostRecording recording : recordings.subList(1, recordings.size())) {
            if (recording.role() == HostRecording.Role.BASELINE
                    || !recording.names().equals(recordings.get(0).names())) {
                throw new IllegalArgumentException(
                        "a second baseline, or a recording with other metrics than the baseline");
            }
        }
    }

    public HostRecording baseline() {
        return recordings.get(0);
    }

    /** The newest recording with that role. */
    Optional<HostRecording> newest(HostRecording.Role role) {
        return recordings.stream().filter(recording -> recording.role() == role).reduce((first, second) -> second);
    }

    long count(HostRecording.Role role) {
        return recordings.stream().filter(recording -> recording.role() == role).count();
    }

    /**
     * The newest candidate. If the host is on the recorded kernel again, the newest candidate with another kernel, if
     * there is one.
     */
    Optional<HostRecording> candidate(boolean back) {
        List<HostRecording> others = recordings.stream()
                .filter(recording -> recording.role() == HostRecording.Role.CANDIDATE)
                .filter(recording -> !back
                        || !recording
                                .fingerprint()
                                .id()
                                .equals(baseline().fingerprint().id()))
                .toList();
        return others.isEmpty() ? newest(HostRecording.Role.CANDIDATE) : Optional.of(others.get(others.size() - 1));
    }

    /**
     * Refuses evidence that is too old, or a return without a candidate.
     *
     * @param name of the evidence
     * @param back whether the host is on the recorded kernel again
     * @throws LabConfigurationException with what to do
     */
    public void requireUsable(String name, boolean back, Duration maxAge, Instant now) {
        List<HostRecording> used = new ArrayList<>(List.of(baseline()));
        if (back) {
            used.add(candidate(true)
                    .orElseThrow(() -> new LabConfigurationException(
                            "no candidate was compared with '%s' yet: `nestlab host compare %s` on the other kernel does it"
                                    .formatted(name, name))));
        }
        for (HostRecording recording : used) {
            Duration age = Duration.between(recording.ended(), now);
            if (age.compareTo(maxAge) > 0) {
                throw new LabConfigurationException(
                        "the %s of '%s' was measured %d h ago, and %s is %d h: measure it again, or raise the setting"
                                .formatted(
                                        recording.role().name().toLowerCase(Locale.ROOT),
                                        name,
                                        age.toHours(),
                                        Setting.HISTORY_AGE.key(),
                                        maxAge.toHours()));
            }
        }
    }

    public HostEvidence plus(HostRecording recording) {
        List<HostRecording> more = new ArrayList<>(recordings);
        more.add(recording);
        return new HostEvidence(lab, workloads, more);
    }
}
