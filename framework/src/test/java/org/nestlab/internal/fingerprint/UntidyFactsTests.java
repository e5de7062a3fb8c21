package org.nestlab.internal.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;

/** Whatever a machine says it is made of, it gets a fingerprint. */
class UntidyFactsTests {

    private static final String FACTS = """
            cpuinfo.vendor_id=AuthenticAMD
            cpuinfo.cpu family=23
            cpuinfo.model=1
            cpuinfo.model name=AMD EPYC Processor
            cpuinfo.stepping=2
            cpuinfo.flags=fpu svm npt
            kernel=6.1.0-41-cloud-amd64
            cmdline=root=/dev/vda mitigations=off isolcpus=2-7 kvm_amd.nested=1
            vulnerability.meltdown=Not affected
            vulnerability.retbleed=Mitigation: untrained return thunk
            module.kvm_amd.nested=1
            hypervisor=2026-11-23: starting up libvirt version: 9.0.0, package: 9.0.0-4 (Debian), qemu version: 7.2.22Debian 1:7.2
            thp=always [madvise] never
            meminfo.MemTotal=4012345
            meminfo.HugePages_Total=12
            """;

    @Test
    void facts() {
        Untidy.of(FACTS)
                .with(
                        "libvirt version: 1",
                        "qemu version: 1",
                        "qemu.sha256=0",
                        ".1",
                        ", package: ",
                        "mitigations=",
                        "kvm.",
                        "[a",
                        "=a\n")
                .and(
                        Untidy.endless("hypervisor=libvirt version: 1, qemu version: 1", ".1"),
                        Untidy.endless("hypervisor=", "libvirt version: 1, package: x"),
                        Untidy.endless("cmdline=", "kvm.a=b "),
                        Untidy.endless("thp=", "["))
                .isRead(text -> {
                    assertThat(FingerprintFacts.parse(text).identity()).containsKey("mitigations");
                    FingerprintFacts.namesNoBuild(text);
                });
    }
}
