package org.nestlab.internal.cli;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.Obstacles;
import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.VirtExtension.Kind;

/** The doctor's judgement of a host's virtualization. */
final class DoctorHostChecks {

    private static final String SHARE = "chgrp kvm /dev/kvm; chmod 660 /dev/kvm (as root; `nestlab setup` does it)";

    private DoctorHostChecks() {}

    static List<DoctorCheck> of(HostFacts facts) {
        return List.of(cpu(facts), module(facts), nested(facts), device(facts));
    }

    private static DoctorCheck cpu(HostFacts facts) {
        String model = facts.cpu().modelName().isEmpty()
                ? "no model name"
                : facts.cpu().modelName();
        return facts.cpu()
                .kind()
                .map(kind -> DoctorCheck.ok(
                        "cpu",
                        "CPU extension",
                        "%s%s, %s"
                                .formatted(
                                        kind, facts.cpu().nestedPaging() ? " with " + kind.pagingFlag() : "", model)))
                .orElseGet(() -> DoctorCheck.warn(
                        "cpu",
                        "CPU extension",
                        "neither vmx nor svm, " + model,
                        "labs are emulated here; for the kvm tier take a machine whose CPU has one of them"));
    }

    private static DoctorCheck module(HostFacts facts) {
        String name = "KVM module";
        String others = facts.modules().modules().stream()
                .map(module -> "%s %s"
                        .formatted(
                                module.name(),
                                switch (module.state()) {
                                    case LOADED -> "loaded";
                                    case BUILT_IN -> "built in";
                                    case AVAILABLE -> "on disk";
                                }))
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
        return facts.cpu()
                .kind()
                .flatMap(kind -> Obstacles.module(facts, kind))
                .map(obstacle -> missing("kvm-module", name, obstacle))
                .orElseGet(() -> DoctorCheck.ok("kvm-module", name, others));
    }

    private static DoctorCheck nested(HostFacts facts) {
        NestedParameter nested = facts.nested();
        String observed = switch (nested.state()) {
            case ON, OFF, UNKNOWN ->
                "nested of %s is %s%s"
                        .formatted(nested.module().orElse("kvm"), nested.raw(), nested.builtIn() ? " (built in)" : "");
            case PARAMETER_ABSENT -> nested.module().orElse("kvm") + " has no parameter nested";
            case MODULE_ABSENT -> "no kvm_intel or kvm_amd in the kernel";
        };
        Optional<Kind> kind = facts.cpu().kind();
        return kind.flatMap(it -> Obstacles.nesting(facts, it))
                .map(obstacle -> missing("nested", "nested parameter", obstacle))
                .orElseGet(() -> DoctorCheck.ok(
                        "nested",
                        "nested parameter",
                        kind.isPresent() ? observed : observed + " (emulation needs none)"));
    }

    private static DoctorCheck device(HostFacts facts) {
        KvmDevice device = facts.device();
        Optional<DoctorCheck> broken = facts.cpu()
                .kind()
                .flatMap(kind -> Obstacles.device(facts))
                .map(obstacle -> missing("kvm-device", "/dev/kvm", obstacle));
        if (broken.isPresent()) {
            return broken.get();
        }
        if (!device.present()) {
            return DoctorCheck.ok("kvm-device", "/dev/kvm", "not there (emulation needs none)");
        }
        String observed = "%s:%s %s, %s, %s"
                .formatted(
                        device.owner(),
                        device.group(),
                        device.mode(),
                        device.opens() ? "opens" : "does not open",
                        device.apiVersion().map(api -> "API " + api).orElse("no API version"));
        return device.sharedWithGroup()
                ? DoctorCheck.ok("kvm-device", "/dev/kvm", observed)
                : DoctorCheck.warn(
                        "kvm-device",
                        "/dev/kvm",
                        observed + ": libvirt's QEMU cannot open it, so libvirt probes QEMU anew at every call",
                        SHARE);
    }

    /** An obstacle's words are {@code observed. Wanted: … . remedy}: the table has a column for each. */
    private static DoctorCheck missing(String id, String what, String obstacle) {
        int wanted = obstacle.indexOf(". Expected: ");
        int remedy = obstacle.indexOf(". ", wanted + 2);
        return DoctorCheck.missing(id, what, obstacle.substring(0, wanted), obstacle.substring(remedy + 2));
    }
}
