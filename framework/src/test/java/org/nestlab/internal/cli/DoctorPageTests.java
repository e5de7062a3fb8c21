package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nestlab.Documents;
import org.nestlab.fake.Answers;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.HostSupplies;
import org.nestlab.internal.settings.TierSetting;

/** docs/troubleshooting.md has what the doctor says of hosts that lack something, each with its remedy. */
class DoctorPageTests {

    /** Checks that only show something. */
    private static final List<String> NEVER_A_PROBLEM = List.of("default-network", "java", "subnets", "system");

    private static final DoctorRunner RUNNER =
            new DoctorRunner("17.0.15", Optional.of("v20.20.2"), Optional.of("Bochs 2.7"), Optional.of("20.10.24"));
    private static final DoctorConnection CONNECTION =
            new DoctorConnection("qemu:///system", true, "QEMU 7.2.22, libvirt 9.0.0");
    private static final DoctorConnection REFUSED =
            new DoctorConnection("qemu:///system", false, "L0 host: no connection to qemu:///system: refused");
    private static final DoctorImageCache IMAGES =
            new DoctorImageCache(Path.of("/var/cache/nestlab"), List.of("lab-ext4-0123"));
    private static final DoctorImageCache NO_IMAGES = new DoctorImageCache(Path.of("/var/cache/nestlab"), List.of());

    /** Each lacks something else. */
    private static final List<Consumer<Answers>> HOSTS = List.of(
            host -> ProbeAnswers.cpuinfo(host, "cpuinfo-l0-no-extension.txt"),
            host -> ProbeAnswers.modules(host, "module kvm_intel available 0\n"),
            host -> ProbeAnswers.modules(host, ""),
            host -> ProbeAnswers.nested(host, "kvm_intel loadable present N\nflag vmx\n"),
            host -> ProbeAnswers.nested(host, "kvm_intel builtin present N\nflag vmx\n"),
            host -> ProbeAnswers.nested(host, "kvm_intel loadable absent\nflag vmx\n"),
            host -> ProbeAnswers.device(host, "present=no\n"),
            host -> ProbeAnswers.device(
                    host, "present=yes\nmode=600\nowner=root\ngroup=root\nopens=no\nerror=Permission denied\n"),
            host -> ProbeAnswers.device(
                    host, "present=yes\nmode=660\nowner=root\ngroup=kvm\nopens=yes\napi=12\nvm=no\nerror=EBUSY\n"),
            host -> ProbeAnswers.device(
                    host, "present=yes\nmode=600\nowner=root\ngroup=root\nopens=yes\napi=12\nvm=yes\n"),
            host -> host.on("qemu-system-x86_64 qemu-kvm", ""),
            host -> host.on(
                    "qemu-system-x86_64 qemu-kvm",
                    "qemu-binary=/usr/bin/q\nqemu-status=127\nqemu=libspice-server.so.1: not found\nlibvirt=9.0.0\n"),
            host -> host.on("MemAvailable", "cpus 1\ntotal 6000000\navailable 4718591\nfree 4194303\n"),
            host -> host.on("MemAvailable", "cpus 2\ntotal 6000000\navailable 4718592\nfree 4194304\n"));

    @Test
    void theTableHasWhatTheDoctorSays() throws IOException {
        StringBuilder table = new StringBuilder("| line | what it says | remedy |\n|---|---|---|\n");
        for (DoctorCheck check : problems()) {
            table.append("| %s `%s` | %s | %s |\n"
                    .formatted(check.state().word(), check.what(), cell(check.observed()), cell(check.remedy())));
        }

        assertThat(Files.readString(Documents.ROOT.resolve("docs/troubleshooting.md")))
                .as("put this between the markers:%n%s", table)
                .contains("<!-- doctor -->\n" + table + "<!-- /doctor -->");
    }

    @Test
    void eachCheckThatCanFailIsThere() {
        Set<String> expected = new HashSet<>();
        report(host -> {}, CONNECTION, IMAGES).checks().forEach(check -> expected.add(check.id()));
        expected.add("host"); // of a host that cannot be reached
        expected.removeAll(NEVER_A_PROBLEM);

        Set<String> shown = problems().stream().map(DoctorCheck::id).collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** In the order of the doctor's own table, each message once. */
    private static List<DoctorCheck> problems() {
        Set<DoctorCheck> found = new LinkedHashSet<>();
        found.addAll(problems(DoctorReport.unreachable(
                "qemu+ssh://root@l0/system", "L0 host: no TCP connection to l0 port 22: refused", RUNNER)));
        for (Consumer<Answers> host : HOSTS) {
            found.addAll(problems(report(host, CONNECTION, IMAGES)));
        }
        found.addAll(problems(report(host -> {}, REFUSED, NO_IMAGES)));
        found.addAll(problems(DoctorReport.of(findings(host -> {}, true, RUNNER, REFUSED, NO_IMAGES))));
        DoctorRunner bare = new DoctorRunner("17.0.15", Optional.empty(), Optional.empty(), Optional.empty());
        found.addAll(problems(DoctorReport.of(findings(host -> {}, false, bare, CONNECTION, IMAGES))));
        return new ArrayList<>(found);
    }

    private static List<DoctorCheck> problems(DoctorReport report) {
        return report.checks().stream()
                .filter(check -> check.state() != DoctorCheck.State.OK)
                .toList();
    }

    private static DoctorReport report(Consumer<Answers> change, DoctorConnection connection, DoctorImageCache images) {
        return DoctorReport.of(findings(change, false, RUNNER, connection, images));
    }

    private static DoctorFindings findings(
            Consumer<Answers> change,
            boolean remote,
            DoctorRunner runner,
            DoctorConnection connection,
            DoctorImageCache images) {
        FakeHost host = new FakeHost();
        ProbeAnswers.capableIntelHost(host.answers);
        change.accept(host.answers);
        return new DoctorFindings(
                HostFacts.of(host, "/var/lib/nestlab"),
                HostSupplies.of(host),
                remote,
                runner,
                connection,
                images,
                TierSetting.AUTO);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
