package org.nestlab.virtualhost;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.claim.FunctionalChecks;
import org.nestlab.machine.Guest;
import org.nestlab.machine.KvmStatistics;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.KernelInfo;

/** Asks every level of a virtual host, the outermost first. */
final class LevelChecks {

    /**
     * KVM's own counter of entries into a guest of a guest; among the statistics that libvirt shows since Linux 5.15.
     */
    static final String NESTED_RUN = "nested_run";

    private final VirtualHost levels;
    private final FunctionalChecks checks = new FunctionalChecks();
    private String kernel = "";
    private List<String> console = List.of();
    private long nestedRuns;
    private long exits;

    LevelChecks(VirtualHost levels) {
        this.levels = levels;
    }

    NestedProof hear() {
        long start = System.nanoTime();
        host();
        Guest hypervisor = levels.hypervisor();
        checks.isAcceleratedBy(hypervisor, Acceleration.Kind.KVM);
        checks.hasUsableKvm(hypervisor);
        checks.isAcceleratedBy(levels.innermost(), Acceleration.Kind.KVM);
        checks.check(levels.innermost(), "prints on its console that KVM runs it", this::print);
        checks.check(levels.host(), "its KVM entered the nested guest meanwhile", this::entered);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return NestedProof.of(kernel, console, nestedRuns, exits, checks.all(), took);
    }

    private void host() {
        Guest host = levels.host();
        checks.check(host, "answers", () -> {
            kernel = KernelInfo.of(host).release();
            return Optional.empty();
        });
        checks.runsItsKernel(host);
        checks.hasUsableKvm(host);
        checks.hasNestingEnabled(host);
    }

    private Optional<String> print() {
        KvmStatistics before = levels.hypervisor().kvmStatistics();
        console = ConsoleStatement.of(levels.innermost());
        KvmStatistics after = levels.hypervisor().kvmStatistics();
        nestedRuns = nested(after).orElse(0L) - nested(before).orElse(0L);
        exits = after.exits() - before.exits();
        Acceleration told = Acceleration.toldFromInside(String.join("\n", console));
        return told.kind() == Acceleration.Kind.KVM
                ? Optional.empty()
                : Optional.of("it printed that its CPUs are run by %s (%s); expected KVM"
                        .formatted(told.kind(), String.join("; ", told.evidence())));
    }

    private Optional<String> entered() {
        if (nestedRuns > 0) {
            return Optional.empty();
        }
        String hypervisor = levels.hypervisor().label();
        return Optional.of(nested(levels.hypervisor().kvmStatistics())
                .map(count -> "%s of %s stands at %d; expected more than before the guest in it printed"
                        .formatted(NESTED_RUN, hypervisor, count))
                .orElse("KVM counts no %s for %s; expected one; kernels show it since 5.15"
                        .formatted(NESTED_RUN, hypervisor)));
    }

    private static Optional<Long> nested(KvmStatistics statistics) {
        return Optional.ofNullable(statistics.counters().get(NESTED_RUN));
    }
}
