package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.libvirt.ExistingDomain.WhenRunning;
import org.nestlab.internal.plan.CpuPlan;
import org.nestlab.internal.plan.CpuXml;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.internal.xml.XmlElement;
import org.nestlab.machine.Command;
import org.nestlab.spec.CpuMode;

/**
 * Domains of users on the host's own libvirt, which refuses more than its mock driver does: defined, switched, put
 * back; one is started for a moment.
 */
class ExistingDomainIT {

    private static final List<String> CPUS = List.of(
            "<cpu mode='host-passthrough' check='none' migratable='off'><topology sockets='1' cores='4' threads='2'/>"
                    + "<cache mode='passthrough'/><maxphysaddr mode='emulate' bits='40'/><feature policy='require' name='topoext'/></cpu>",
            "<cpu mode='host-model'><model fallback='allow' vendor_id='GenuineIntel'/><feature policy='disable' name='vmx'/></cpu>",
            "<cpu mode='custom' match='minimum' check='full'><model fallback='allow'>core2duo</model><vendor>Intel</vendor>"
                    + "<topology sockets='2' cores='4' threads='1'/><cache level='3' mode='emulate'/>"
                    + "<feature policy='disable' name='lahf_lm'/></cpu>",
            "<numatune><memory mode='strict' nodeset='0'/><memnode cellid='0' mode='strict' nodeset='0'/>"
                    + "<memnode cellid='1' mode='preferred' nodeset='0'/></numatune>"
                    + "<cpu><topology sockets='2' cores='4' threads='1'/><numa>"
                    + "<cell id='0' cpus='0-3' memory='512000' unit='KiB'/><cell id='1' cpus='4-7' memory='512000' unit='KiB'/></numa></cpu>",
            "");

    private final UUID uuid = UUID.randomUUID();
    private final String name = "users-own-" + uuid;
    private final Hypervisor hypervisor = Hypervisor.connect("qemu:///system", "L0 host");

    @AfterEach
    void undefine() {
        if (hypervisor.domains().exists(uuid)) {
            hypervisor.domains().destroy(uuid);
            hypervisor.domains().undefine(uuid);
        }
        hypervisor.close();
    }

    private String define(String type, String rest) {
        hypervisor.domains().define("""
                <domain type='%s' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
                  <name>%s</name><uuid>%s</uuid>
                  <memory unit='KiB'>1024000</memory><vcpu>8</vcpu>
                  <os><type arch='x86_64' machine='q35'>hvm</type></os>
                  <features><acpi/><hyperv mode='custom'><relaxed state='on'/><vendor_id state='on' value='whatever'/></hyperv></features>
                  %s
                </domain>""".formatted(type, name, uuid, rest));
        return definition();
    }

    private String definition() {
        return hypervisor.domains().inactiveXml(uuid).orElseThrow();
    }

    /** Each kind of domain with each CPU. */
    static Stream<Arguments> domains() {
        return Stream.of("kvm", "qemu").flatMap(type -> CPUS.stream().map(cpu -> arguments(type, cpu)));
    }

    /** libvirt defines no domain on KVM where the host has no {@code /dev/kvm}. */
    private boolean hasKvm() {
        return hypervisor.node().capabilitiesXml().contains("<domain type='kvm'");
    }

    @ParameterizedTest
    @MethodSource("domains")
    void everyModeIsTakenAndTheRestOfTheCpuStays(String type, String cpu) {
        assumeTrue(type.equals("qemu") || hasKvm(), "this host has no /dev/kvm");
        String before = define(type, cpu);
        for (CpuMode mode : new CpuMode[] {
            CpuMode.hostPassthrough(),
            CpuMode.hostPassthrough().withVirtualization(false),
            CpuMode.hostModel(),
            CpuMode.custom("EPYC"),
            CpuMode.custom("EPYC").withVirtualization(true)
        }) {
            XmlElement wanted = CpuXml.of(
                    type.equals("kvm") ? CpuPlan.underKvm(mode, "svm") : CpuPlan.underTcg(mode, "L0 host: domain"));
            try (ExistingDomain own = ExistingDomain.adopt(hypervisor, name, WhenRunning.REFUSE)) {
                own.switchCpu(wanted);
                XmlDoc now = XmlDoc.parse(definition());
                for (String kept : new String[] {"topology/@cores", "numa/cell/@memory", "maxphysaddr/@bits"}) {
                    assertThat(now.texts("/domain/cpu/" + kept))
                            .isEqualTo(XmlDoc.parse(before).texts("/domain/cpu/" + kept));
                }
                assertThat(now.text("/domain/cpu/@mode"))
                        .isEqualTo(XmlDoc.parse(wanted.toString()).text("/cpu/@mode"));
                assertThat(now.text("/domain/features/hyperv/vendor_id/@value")).contains("whatever");
            }
            assertThat(definition()).isEqualTo(before);
        }
    }

    @Test
    void aSavedDomainIsRefusedAsItsNextStartHasTheCpuThatItWasSavedWith() {
        String before = define("qemu", "<cpu mode='custom' match='exact' check='none'><model>EPYC</model></cpu>")
                .replace("1024000", "65536");
        hypervisor.domains().define(before);
        hypervisor.domains().start(uuid);
        LocalShell host = new LocalShell("L0 host");
        host.run(Command.of("virsh", "-c", "qemu:///system", "managedsave", name))
                .orThrow();
        try {
            assertThatThrownBy(() -> ExistingDomain.adopt(hypervisor, name, WhenRunning.REFUSE))
                    .isInstanceOf(LabConfigurationException.class)
                    .hasMessage(
                            "L0 host: domain %s has a saved state, expected none: its next start goes on with it, and with the CPU of"
                                    + " then. Start it and shut it down, or give the state up (virsh managedsave-remove)",
                            name);
        } finally {
            host.run(Command.of("virsh", "-c", "qemu:///system", "managedsave-remove", name))
                    .orThrow();
            host.run(Command.of("rm", "-f", "/var/log/libvirt/qemu/%s.log".formatted(name)))
                    .orThrow();
        }
        ExistingDomain.adopt(hypervisor, name, WhenRunning.REFUSE).close();
    }

    @Test
    void aCpuOnTheCommandLineIsRefusedBeforeAnythingChanges() {
        String before = define(
                hasKvm() ? "kvm" : "qemu",
                "<cpu mode='host-passthrough'/><qemu:commandline><qemu:arg value='-cpu'/>"
                        + "<qemu:arg value='Penryn,vendor=GenuineIntel'/></qemu:commandline>");
        assertThatThrownBy(() -> ExistingDomain.adopt(hypervisor, name, WhenRunning.REFUSE))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L0 host: domain %s gives QEMU its CPU in <qemu:commandline> (-cpu Penryn,vendor=GenuineIntel), expected it in"
                                + " <cpu> alone: QEMU takes it from the command line, whatever <cpu> says. Move it to <cpu> (virsh edit), or"
                                + " adopt another domain",
                        name);
        assertThat(definition()).isEqualTo(before);
    }
}
