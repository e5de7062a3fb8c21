package org.nestlab.virtualhost;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.LabException;
import org.nestlab.internal.image.KernelStore;
import org.nestlab.machine.Guest;
import org.nestlab.machine.KvmStatistics;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.KernelInfo;
import org.nestlab.spec.KernelSpec;
import org.nestlab.upgrade.FunctionalCheck;

/** Asks every level of a virtual host, the outermost first. */
final class Witnesses {

    /**
     * KVM's own counter of entries into a guest of a guest; among the statistics that libvirt shows since Linux 5.15.
     */
    static final String NESTED_RUN = "nested_run";

    private final VirtualHost levels;
    private final List<FunctionalCheck> checks = new ArrayList<>();
    private String kernel = "";
    private List<String> console = List.of();
    private long nestedRuns;
    private long exits;

    Witnesses(VirtualHost levels) {
        this.levels = levels;
    }

    NestedProof hear() {
        long start = System.nanoTime();
        host();
        Guest hypervisor = levels.hypervisor();
        onKvm(hypervisor);
        check(hypervisor, "KVM is usable", () -> assertThat(hypervisor).hasUsableKvm());
        onKvm(levels.innermost());
        check(levels.innermost(), "prints on its console that KVM runs it", this::print);
        check(levels.host(), "its KVM entered the nested guest meanwhile", this::entered);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new NestedProof(kernel, console, nestedRuns, exits, checks, took);
    }

    private void host() {
        Guest host = levels.host();
        check(host, "answers", () -> kernel = KernelInfo.of(host).release());
        if (host.spec().kernel() instanceof KernelSpec.Files files) {
            KernelStore.versionOf(files)
                    .ifPresent(version -> check(
                            host,
                            "its kernel is " + version,
                            () -> assertThat(host).runsKernel(version)));
        }
        check(host, "KVM is usable", () -> assertThat(host).hasUsableKvm());
        check(host, "nesting is on", () -> assertThat(host).hasNestingEnabled());
    }

    private void onKvm(Guest guest) {
        check(guest, "its CPUs are run by KVM", () -> assertThat(guest).isAcceleratedBy(Acceleration.Kind.KVM));
    }

    private void print() {
        KvmStatistics before = levels.hypervisor().kvmStatistics();
        console = ConsoleStatement.of(levels.innermost());
        KvmStatistics after = levels.hypervisor().kvmStatistics();
        nestedRuns = nested(after).orElse(0L) - nested(before).orElse(0L);
        exits = after.exits() - before.exits();
        Acceleration told = Acceleration.toldFromInside(String.join("\n", console));
        if (told.kind() != Acceleration.Kind.KVM) {
            throw new AssertionError("it printed that its CPUs are run by %s (%s); expected KVM"
                    .formatted(told.kind(), String.join("; ", told.evidence())));
        }
    }

    private void entered() {
        if (nestedRuns > 0) {
            return;
        }
        String hypervisor = levels.hypervisor().label();
        throw new AssertionError(nested(levels.hypervisor().kvmStatistics())
                .map(count -> "%s of %s stands at %d; expected more than before the guest in it printed"
                        .formatted(NESTED_RUN, hypervisor, count))
                .orElse("KVM counts no %s for %s; expected one; kernels show it since 5.15"
                        .formatted(NESTED_RUN, hypervisor)));
    }

    private static Optional<Long> nested(KvmStatistics statistics) {
        return Optional.ofNullable(statistics.counters().get(NESTED_RUN));
    }

    private void check(Guest guest, String claim, Runnable look) {
        String name = guest.label() + ": " + claim;
        try {
            look.run();
            checks.add(new FunctionalCheck(name, ""));
        } catch (AssertionError | LabException e) {
            checks.add(new FunctionalCheck(name, String.valueOf(e.getMessage())));
        }
    }
}
