package org.nestlab.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.host.TierChoice;
import org.nestlab.spec.Tier;

/**
 * What the doctor says.
 *
 * @param checks in the order of the table
 * @param tier what a lab would take, empty where none would run
 * @param reason why that tier, or why none
 */
record DoctorReport(List<DoctorCheck> checks, Optional<TierChoice> tier, String reason) {

    /** Checks that say nothing about a lab that is emulated. */
    private static final List<String> HARDWARE = List.of("kvm-module", "nested", "kvm-device");

    DoctorReport {
        checks = List.copyOf(checks);
    }

    /**
     * Judges what was found, without asking the host again.
     *
     * @throws org.nestlab.LabConfigurationException if the tier asked for is none
     */
    static DoctorReport of(DoctorFindings findings) {
        List<DoctorCheck> checks = new ArrayList<>(DoctorHostChecks.of(findings.host()));
        checks.addAll(DoctorSupplyChecks.of(findings));
        try {
            TierChoice choice = TierChoice.decide(findings.host(), findings.tier());
            return new DoctorReport(checks, Optional.of(choice), choice.reason());
        } catch (HostNotCapableException e) {
            return new DoctorReport(checks, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Of a host that cannot be reached: nothing is known of it.
     *
     * @param reason which machine, and what was observed
     */
    static DoctorReport unreachable(String uri, String reason, DoctorRunner runner) {
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(DoctorCheck.missing(
                "host",
                "Host",
                reason,
                "make `ssh` log in to that host with a key and without a question, or name another host in nestlab.connect, which is %s"
                        .formatted(uri)));
        checks.addAll(DoctorSupplyChecks.of(runner));
        return new DoctorReport(checks, Optional.empty(), "the host cannot be reached");
    }

    /** Whether a lab would come up. Where emulation is asked for, what hardware lacks is no hindrance. */
    boolean ready() {
        boolean emulated = tier.filter(choice -> choice.tier() == Tier.EMULATED).isPresent();
        return tier.isPresent()
                && checks.stream()
                        .filter(check -> check.state() == DoctorCheck.State.MISSING)
                        .allMatch(check -> emulated && HARDWARE.contains(check.id()));
    }
}
