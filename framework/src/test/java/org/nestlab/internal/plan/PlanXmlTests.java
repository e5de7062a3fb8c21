package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.MemoryBacking;
import org.nestlab.spec.Tier;
import org.nestlab.spi.Secrets;

/** What libvirt is told, looked up where it stands. */
class PlanXmlTests {

    private static final LabSpec SPEC = LabSpec.kvmInKvm()
            .withL1(l1 -> l1.addScratchDisk(2)
                    .withRootDiskGib(8)
                    .withKernel(new KernelSpec.OfImage("systemd.setenv=A=<&\"'>")));

    private final LabPlan plan = LabPlanner.plan(SPEC, Plans.input(Tier.EMULATED));
    private final GuestPlan l1 = plan.guests().get(0);
    private final GuestPlan l2 = plan.guests().get(1);

    private XmlDoc domain(GuestPlan guest) {
        return XmlDoc.parse(DomainXml.of(guest, plan.id(), plan.host().network(), Plans.OWNER));
    }

    @Test
    void theDomainSaysWhoseItIs() {
        String xml = DomainXml.of(l1, plan.id(), plan.host().network(), Plans.OWNER);

        assertThat(Ownership.of(xml)).hasValue(new Ownership("0badcafe", Plans.OWNER, 1, "hypervisor"));
        assertThat(domain(l1).text("/domain/uuid")).hasValue(l1.uuid().toString());
        assertThat(domain(l1).text("/domain/name")).hasValue("nestlab-0badcafe-hypervisor");
    }

    @Test
    void onlyL1IsEmulated() {
        assertThat(domain(l1).text("/domain/@type")).hasValue("qemu");
        assertThat(domain(l2).text("/domain/@type")).hasValue("kvm");
        assertThat(domain(l1).text("/domain/cpu/model")).hasValue("EPYC");
        assertThat(domain(l1).text("/domain/cpu/feature[@name='svm']/@policy")).hasValue("require");
        assertThat(domain(l2).text("/domain/cpu/@mode")).hasValue("host-passthrough");
    }

    @Test
    void memoryIsOfThePagesThatTheSpecAsksFor() {
        assertThat(domain(l1).all("/domain/memoryBacking")).isEmpty();
        assertThat(memory(MemoryBacking.TRANSPARENT).all("/domain/memoryBacking"))
                .isEmpty();
        assertThat(memory(MemoryBacking.HUGE_PAGES).all("/domain/memoryBacking/hugepages"))
                .hasSize(1);
        assertThat(memory(MemoryBacking.SMALL).text("/domain/memoryBacking/source/@type"))
                .hasValue("memfd");
    }

    private static XmlDoc memory(MemoryBacking backing) {
        LabPlan plan = Plans.plan(LabSpec.kvmInKvm().withL2(l2 -> l2.withMemoryBacking(backing)));
        return XmlDoc.parse(
                DomainXml.of(plan.guests().get(1), plan.id(), plan.host().network(), Plans.OWNER));
    }

    /** With room for one CPU alone QEMU would run lock instructions without their prefix. */
    @Test
    void anEmulatedGuestWithOneCpuHasRoomForASecond() {
        assertThat(vcpus(LabSpec.kvmInKvm(), Tier.EMULATED)).containsExactly("1 of 2", "1");
        assertThat(vcpus(LabSpec.kvmInKvm(), Tier.KVM)).containsExactly("2", "1");
        assertThat(vcpus(LabSpec.kvmInKvm().withL1(l1 -> l1.withVcpus(1)), Tier.KVM))
                .containsExactly("1", "1");
        assertThat(vcpus(LabSpec.kvmInKvm().withL1(l1 -> l1.withVcpus(3)), Tier.EMULATED))
                .containsExactly("3", "1");
    }

    private static List<String> vcpus(LabSpec spec, Tier tier) {
        LabPlan plan = LabPlanner.plan(spec, Plans.input(tier));
        return plan.guests().stream()
                .map(guest ->
                        XmlDoc.parse(DomainXml.of(guest, plan.id(), plan.host().network(), Plans.OWNER)))
                .map(xml -> xml.text("/domain/vcpu/@current")
                                .map(current -> current + " of ")
                                .orElse("")
                        + xml.text("/domain/vcpu").orElse(""))
                .toList();
    }

    @Test
    void aKernelCommandLineMayHoldAnyCharacter() {
        assertThat(domain(l1).text("/domain/os/cmdline"))
                .hasValue("no_timer_check root=/dev/vda systemd.setenv=A=<&\"'>");
    }

    @Test
    void disksComeInOrderAndOnlyImagesAndSeedsAreReadOnly() {
        XmlDoc xml = domain(l1);

        assertThat(xml.text("/domain/devices/disk[target/@dev='vda']/serial")).hasValue("nestlab-root");
        assertThat(xml.text("/domain/devices/disk[target/@dev='vda']/driver/@cache"))
                .hasValue("unsafe");
        assertThat(xml.text("/domain/devices/disk[target/@dev='vdb'][readonly]/serial"))
                .hasValue("nestlab-seed");
        assertThat(xml.text("/domain/devices/disk[target/@dev='vdc'][not(readonly)]/driver/@cache"))
                .hasValue("none");
        assertThat(xml.text("/domain/devices/disk[target/@dev='vdd'][readonly]/source/@file"))
                .hasValue("/images/lab/image.qcow2");
        assertThat(xml.text("/domain/devices/disk[target/@dev='vde']/serial")).isEmpty();
    }

    @Test
    void theNetworkKnowsItsGuestsAndWhoseItIs() {
        String xml = NetworkXml.of(plan.host(), plan.id(), Plans.OWNER);
        XmlDoc network = XmlDoc.parse(xml);

        assertThat(Ownership.of(xml)).hasValue(new Ownership("0badcafe", Plans.OWNER, 0, "nestlab-0badcafe"));
        assertThat(network.text("/network/ip/@address"))
                .hasValue(plan.host().network().gateway());
        assertThat(network.text("/network/ip/dhcp/host[@mac='%s']/@ip".formatted(l1.mac())))
                .hasValue(l1.address());
        assertThat(network.text("/network/bridge/@name").orElse("")).hasSizeLessThanOrEqualTo(15);
    }

    /** A network without a forward element is isolated: libvirt lets nothing through between it and any other. */
    @Test
    void theHostPassesNothingOnUnlessTheSpecAsks() {
        LabPlan asked = Plans.plan(LabSpec.kvmInKvm().withOutsideNetwork(true));
        LabPlan not = Plans.plan(LabSpec.kvmInKvm());

        assertThat(forward(asked.host(), asked)).hasValue("nat");
        assertThat(forward(not.host(), not)).isEmpty();
        // L2 reaches the host by way of L1.
        HypervisorPlan inside = not.host().guests().get(0).hypervisor().orElseThrow();
        assertThat(forward(inside, not)).hasValue("nat");
    }

    private static Optional<String> forward(HypervisorPlan hypervisor, LabPlan plan) {
        return XmlDoc.parse(NetworkXml.of(hypervisor, plan.id(), Plans.OWNER)).text("/network/forward/@mode");
    }

    @Test
    void thePoolIsTheLabsFolderAndAnOverlaySaysWhatItStandsOn() {
        XmlDoc pool = XmlDoc.parse(StorageXml.pool(plan.host()));
        XmlDoc root = XmlDoc.parse(StorageXml.volume(l1.disk(DiskPlan.Use.ROOT)));

        assertThat(pool.text("/pool/target/path")).hasValue("/var/lib/nestlab/labs/0badcafe");
        assertThat(root.text("/volume/capacity")).hasValue(Long.toString(8L << 30));
        assertThat(root.text("/volume/backingStore/path")).hasValue("/images/lab/image.qcow2");
        assertThat(root.text("/volume/backingStore/format/@type")).hasValue("qcow2");
    }

    @Test
    void thePlanIsReadableAsText() {
        String text =
                PlanText.of(LabPlanner.plan(LabSpec.of("<one> & 'only'", GuestSpec.guest()), Plans.input(Tier.KVM)));

        assertThat(text).isEqualTo("""
                        lab 0badcafe '<one> & 'only'' on qemu:///system
                        tier kvm: the test says so
                        L0: pool nestlab-0badcafe in /var/lib/nestlab/labs/0badcafe, network nestlab-0badcafe 192.168.149.0/24 on nl0badcafel0
                          L1 guest: domain nestlab-0badcafe-guest (kvm), 1 vCPUs, 1024 MiB, cpu host-passthrough, 52:54:00:00:00:02 at 192.168.149.10
                            disk nestlab-root: qcow2 /var/lib/nestlab/labs/0badcafe/guest-root.qcow2 on /images/lab/image.qcow2
                            disk nestlab-seed: raw /var/lib/nestlab/labs/0badcafe/guest-seed.iso
                            kernel /images/lab/vmlinuz, initrd /images/lab/initrd.img: root=/dev/vda
                        """);
    }

    @Test
    void neitherPlanNorDomainHoldsWhatAReportMayNotShow() {
        String xml = DomainXml.of(l1, plan.id(), plan.host().network(), Plans.OWNER);

        assertThat(Secrets.removedFrom(xml)).isEqualTo(xml);
        assertThat(Secrets.removedFrom(PlanText.of(plan))).isEqualTo(PlanText.of(plan));
    }

    @Test
    void inAContainerL1SeesThePinnedMachineAndTheHostComesInFromOutside() {
        LabPlan contained = LabPlanner.plan(
                LabSpec.kvmInKvm().withHypervisor(HypervisorSpec.debian(HypervisorSpec.Release.TRIXIE)),
                Plans.input(Tier.EMULATED));
        GuestPlan outer = contained.guests().get(0);
        GuestPlan inner = contained.guests().get(1);

        assertThat(machine(contained, outer)).hasValue("pc-q35-7.2");
        assertThat(machine(contained, inner)).hasValue("q35");
        assertThat(forward(contained, contained.host())).hasValue("open");
        assertThat(forward(contained, outer.hypervisor().orElseThrow())).hasValue("nat");
        assertThat(machine(plan, l1)).hasValue("q35");
        assertThat(PlanText.of(contained)).contains("\nQEMU and libvirt of L0: Debian trixie in a container\n");
        assertThat(PlanText.of(plan)).doesNotContain("QEMU and libvirt");
    }

    private static Optional<String> machine(LabPlan lab, GuestPlan guest) {
        return XmlDoc.parse(DomainXml.of(guest, lab.id(), lab.host().network(), Plans.OWNER))
                .text("/domain/os/type/@machine");
    }

    private static Optional<String> forward(LabPlan lab, HypervisorPlan hypervisor) {
        return XmlDoc.parse(NetworkXml.of(hypervisor, lab.id(), Plans.OWNER)).text("/network/forward/@mode");
    }
}
