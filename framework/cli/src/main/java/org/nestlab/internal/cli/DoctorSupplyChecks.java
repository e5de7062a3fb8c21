package org.nestlab.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.HostResources;
import org.nestlab.internal.host.HostSupplies;

/** The doctor's judgement of programs, networks and room. */
final class DoctorSupplyChecks {

    private static final String SETUP = "nestlab setup, or mvn verify -Psetup";

    private static final String SETUP_THERE = "on that host: nestlab setup, or mvn verify -Psetup";

    /** The default lab is an L1 of 4096 MiB, with L2 inside it; QEMU and the rest want some more. */
    private static final int MEMORY_LEAST_MIB = 4608;

    private static final int MEMORY_GOOD_MIB = 6144;

    /** The image is about 0.6 GiB, a lab's overlays grow by 1 to 2. */
    private static final int DISK_LEAST_GIB = 4;

    private static final int DISK_GOOD_GIB = 10;

    private DoctorSupplyChecks() {}

    static List<DoctorCheck> of(DoctorFindings findings) {
        HostFacts host = findings.host();
        HostSupplies supplies = findings.supplies();
        String setup = findings.remote() ? SETUP_THERE : SETUP;
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(version(
                "qemu", "QEMU", supplies.versions().qemu(), supplies.versions().qemuProblem(), setup));
        checks.add(version(
                "libvirt",
                "libvirt",
                supplies.versions().libvirt(),
                supplies.versions().libvirtProblem(),
                setup));
        checks.add(connection(findings.connection(), setup));
        checks.add(DoctorCheck.ok(
                "subnets",
                "Subnets in use",
                String.join(", ", supplies.networks().subnets())));
        checks.add(DoctorCheck.ok(
                "default-network",
                "Default network",
                supplies.networks().hasDefault() ? "there; labs bring their own" : "absent; labs bring their own"));
        checks.add(memory(host.resources()));
        checks.add(disk(host.resources()));
        checks.add(cpus(host.resources()));
        checks.add(findings.remote() ? imageElsewhere(findings.images()) : images(findings.images()));
        checks.add(DoctorCheck.ok(
                "system",
                "System",
                "%s, Linux %s %s"
                        .formatted(
                                host.system().distribution().isEmpty()
                                        ? "unknown distribution"
                                        : host.system().distribution(),
                                host.system().kernel().release(),
                                host.system().kernel().architecture())));
        checks.addAll(of(findings.runner()));
        if (findings.remote()) {
            checks.removeIf(check -> check.id().equals("docker"));
            checks.add(DoctorCheck.ok(
                    "docker", "Docker", "not asked for: a hypervisor in a container runs on this machine alone"));
        }
        return checks;
    }

    /** Of the machine that runs the tests. */
    static List<DoctorCheck> of(DoctorRunner runner) {
        return List.of(
                DoctorCheck.ok("java", "Java", runner.java()),
                runner.node()
                        .map(node -> DoctorCheck.ok("node", "Node", node))
                        .orElseGet(
                                () -> DoctorCheck.warn(
                                        "node",
                                        "Node",
                                        "not found",
                                        "install Node.js 18 or newer, with npm; without it the report is drawn without Allure")),
                runner.bochs()
                        .map(version -> DoctorCheck.ok("bochs", "Bochs", version))
                        .orElseGet(
                                () -> DoctorCheck.warn(
                                        "bochs",
                                        "Bochs",
                                        "not found",
                                        "nestlab setup installs it; without it exact machines have AMD's SVM alone, and not Intel's VMX")),
                runner.docker()
                        .map(version -> DoctorCheck.ok("docker", "Docker", version))
                        .orElseGet(
                                () -> DoctorCheck.warn(
                                        "docker",
                                        "Docker",
                                        "none answers",
                                        "only labs with a hypervisor in a container need it: nestlab setup starts one; where it is elsewhere, set DOCKER_HOST")));
    }

    private static DoctorCheck version(
            String id, String what, Optional<String> version, Optional<String> problem, String setup) {
        return version.map(it -> DoctorCheck.ok(id, what, it))
                .or(() -> problem.map(it -> DoctorCheck.missing(
                        id, what, "cannot be used: " + it, "repair or remove that program, then " + setup)))
                .orElseGet(() -> DoctorCheck.missing(id, what, "not installed", setup));
    }

    private static DoctorCheck connection(DoctorConnection connection, String setup) {
        return connection.works()
                ? DoctorCheck.ok("connection", "Connection", "%s: %s".formatted(connection.uri(), connection.detail()))
                : DoctorCheck.missing("connection", "Connection", connection.detail(), setup);
    }

    private static DoctorCheck memory(HostResources resources) {
        long mib = resources.availableMemoryMib();
        String observed = "%d of %d MiB available".formatted(mib, resources.totalMemoryMib());
        return graded("memory", "Memory", observed, mib, MEMORY_LEAST_MIB, MEMORY_GOOD_MIB, "MiB");
    }

    private static DoctorCheck disk(HostResources resources) {
        long gib = resources.freeDiskBytes() >> 30;
        String observed = "%d GiB free in %s".formatted(gib, resources.folder());
        return graded("disk", "Storage", observed, gib, DISK_LEAST_GIB, DISK_GOOD_GIB, "GiB");
    }

    private static DoctorCheck graded(
            String id, String what, String observed, long value, int least, int good, String unit) {
        if (value < least) {
            return DoctorCheck.missing(
                    id, what, observed, "free some: the default lab needs %d %s".formatted(least, unit));
        }
        return value < good
                ? DoctorCheck.warn(
                        id, what, observed, "the default lab fits; for more, free %d %s".formatted(good, unit))
                : DoctorCheck.ok(id, what, observed);
    }

    private static DoctorCheck cpus(HostResources resources) {
        String observed = Integer.toString(resources.cpus());
        return resources.cpus() < 2
                ? DoctorCheck.warn(
                        "cpus", "CPUs", observed, "give the host 2 or more: guests wait for what else runs on it")
                : DoctorCheck.ok("cpus", "CPUs", observed);
    }

    private static DoctorCheck images(DoctorImageCache cache) {
        return cache.images().isEmpty()
                ? DoctorCheck.warn(
                        "images",
                        "Image cache",
                        "no image in " + cache.folder(),
                        "the first lab builds one, which takes minutes; `nestlab image build` does it now")
                : DoctorCheck.ok(
                        "images",
                        "Image cache",
                        "%s in %s".formatted(String.join(", ", cache.images()), cache.folder()));
    }

    /** Nothing is built on another host, and nothing is copied to it. */
    private static DoctorCheck imageElsewhere(DoctorImageCache cache) {
        return cache.images().isEmpty()
                ? DoctorCheck.missing(
                        "images",
                        "Image",
                        "not there: " + cache.folder(),
                        "on that host: nestlab image build, or copy the folder to it from here")
                : DoctorCheck.ok("images", "Image", cache.folder().toString());
    }
}
