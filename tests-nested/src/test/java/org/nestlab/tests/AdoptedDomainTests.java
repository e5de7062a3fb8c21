package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;
import static org.nestlab.assertion.NestlabAssertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.fixture.AdoptedDomain;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.spec.CpuMode;

/** A domain that the user has already is switched to host-passthrough, and is afterwards as it was. */
@Lab(BareHypervisorLab.class)
class AdoptedDomainTests {

    private static final String XML = """
            <domain type='kvm'>
              <name>users-own</name>
              <memory unit='MiB'>256</memory>
              <os><type arch='x86_64' machine='q35'>hvm</type></os>
              <cpu mode='custom' match='exact'><model fallback='forbid'>EPYC</model></cpu>
            </domain>
            """;

    private static final String DUMP = "virsh dumpxml --inactive users-own";

    @Test
    void cpuIsSwitchedAndPutBack(@L1 Guest l1) {
        l1.run(Command.shell("cat > /tmp/users-own.xml && virsh define /tmp/users-own.xml")
                        .withInput(XML))
                .orThrow();
        try {
            String before = l1.run(DUMP).orThrow().stdout();
            try (AdoptedDomain domain = AdoptedDomain.on(l1, "users-own")) {
                domain.switchTo(CpuMode.hostPassthrough());
                assertThat(l1.run(DUMP).orThrow().stdout()).contains("<cpu mode='host-passthrough'");
            }
            assertThat(l1.run(DUMP).orThrow().stdout()).isEqualTo(before);
        } finally {
            l1.run("virsh undefine users-own").orThrow();
        }
    }

    @Test
    void unknownDomainIsRefused(@L1 Guest l1) {
        assertThatExceptionOfType(LabConfigurationException.class)
                .isThrownBy(() -> AdoptedDomain.on(l1, "nobody-knows-it"))
                .withMessageStartingWith("L1 hypervisor: domain nobody-knows-it does not exist");
    }
}
