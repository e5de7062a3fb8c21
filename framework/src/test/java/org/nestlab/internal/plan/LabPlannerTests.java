package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.DiskPlan.Use;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

class LabPlannerTests {

    /** Two hypervisors with two guests each, so that every kind of name comes twice. */
    private static final LabSpec WIDE = LabSpec.kvmInKvm()
            .withL1(l1 -> l1.addGuest(GuestSpec.guest().withName("second")))
            .addGuest(GuestSpec.hypervisor().withName("other").addGuest(GuestSpec.guest()));

    @Test
    void subnetsCollideNeitherWithTheHostsNorWithEachOther() {
        String[] inUse = new String[100];
        for (int i = 0; i < inUse.length; i++) {
            inUse[i] = "192.168.%d.%d/25".formatted(130 + i, i % 2 * 128);
        }

        LabPlan plan = LabPlanner.plan(WIDE, Plans.input(Tier.KVM, inUse));

        List<Subnet> subnets = subnets(plan);
        assertThat(subnets).hasSize(3).doesNotHaveDuplicates();
        for (Subnet subnet : subnets) {
            assertThat(inUse).noneMatch(used -> Subnet.parse(used).orElseThrow().overlaps(subnet));
            assertThat(subnet.overlaps(Subnet.parse("192.168.122.0/24").orElseThrow()))
                    .isFalse();
        }
    }

    @Test
    void aHostWithoutAFreeSubnetIsRefused() {
        assertThatThrownBy(() -> LabPlanner.plan(LabSpec.hypervisorOnly(), Plans.input(Tier.KVM, "192.168.0.0/16")))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: no free subnet between 192.168.130.0/24 and 192.168.250.0/24; in use there: 192.168.0.0/16. Free one, reap old labs with `nestlab reap`, or name another range, as -Dnestlab.network.range=10.96.0.0/16");
    }

    @Test
    void namesAndAddressesAreUnique() {
        List<GuestPlan> guests = Plans.plan(WIDE).guests();

        assertThat(guests).hasSize(5);
        assertThat(guests).extracting(GuestPlan::domainName).doesNotHaveDuplicates();
        assertThat(guests).extracting(GuestPlan::mac).doesNotHaveDuplicates();
        assertThat(guests).extracting(GuestPlan::uuid).doesNotHaveDuplicates();
        assertThat(guests).extracting(GuestPlan::address).doesNotHaveDuplicates();
        assertThat(guests).allSatisfy(guest -> assertThat(guest.mac()).matches("52:54:00(:[0-9a-f]{2}){3}"));
    }

    @Test
    void namesThatRunTogetherAreToldApart() {
        LabSpec spec = LabSpec.of(
                "odd",
                GuestSpec.hypervisor().withName("a").addGuest(GuestSpec.guest().withName("b-c")),
                GuestSpec.hypervisor()
                        .withName("a-b")
                        .addGuest(GuestSpec.guest().withName("c")));

        assertThat(Plans.plan(spec).guests())
                .extracting(GuestPlan::domainName)
                .containsExactly(
                        "nestlab-0badcafe-a",
                        "nestlab-0badcafe-a-b-c",
                        "nestlab-0badcafe-a-b",
                        "nestlab-0badcafe-a-b-c-2");
        assertThat(Plans.plan(spec).guests())
                .extracting(GuestPlan::nameInLab)
                .containsExactly("a", "a-b-c", "a-b", "a-b-c-2");
    }

    @Test
    void aUuidThatWouldGiveATakenMacIsNotUsed() {
        Iterator<UUID> uuids = List.of(
                        new UUID(1, 1), new UUID(2, 7), new UUID(3, 0x1000007L), new UUID(4, 8), new UUID(5, 9))
                .iterator();
        LabSpec two = LabSpec.hypervisorOnly().addGuest(GuestSpec.guest());

        LabPlan plan = LabPlanner.plan(two, Plans.input(Tier.KVM, 64_000, 1L << 40, uuids::next));

        assertThat(plan.guests()).extracting(GuestPlan::mac).containsExactly("52:54:00:00:00:07", "52:54:00:00:00:08");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a>", "a&b", "a b", "$(reboot)", "../a", "a/b", "-a", "a'", "a\"", "a;b", "ä", "a\n"})
    void hostileNamesAreRefused(String name) {
        assertThatThrownBy(() -> GuestSpec.guest().withName(name))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "'%s' is not a valid guest name; expected 1 to 40 letters, digits, dots, underscores or dashes, like hypervisor",
                        name);
    }

    @Test
    void theImageOfInnerGuestsIsHandedOnAsADiskAndItsKernelNotUploaded() {
        GuestPlan l1 = Plans.plan(LabSpec.kvmInKvm()).guests().get(0);
        GuestPlan l2 = Plans.plan(LabSpec.kvmInKvm()).guests().get(1);

        assertThat(l1.disk(Use.BASE).path()).isEqualTo("/images/lab/image.qcow2");
        assertThat(l2.disk(Use.ROOT).backing())
                .hasValue(new DiskPlan.Backing("/dev/disk/by-id/virtio-nestlab-base", "raw"));
        assertThat(l2.uploads()).isEmpty();
        assertThat(l2.boot())
                .isEqualTo(new BootPlan.Direct("/boot/nestlab/vmlinuz", "/boot/nestlab/initrd.img", "root=/dev/vda"));
    }

    @Test
    void anL1WithoutGuestsIsHandedWhatThoseBesideItStartFromSoThatTheyCanBeMigratedToIt() {
        LabSpec spec = LabSpec.kvmInKvm()
                .addGuest(GuestSpec.hypervisor().withName("second"))
                .addGuest(GuestSpec.guest()
                        .withName("plain")
                        .withCpu(CpuMode.hostPassthrough().withVirtualization(false)));

        List<GuestPlan> guests = Plans.plan(spec).host().guests();

        DiskPlan handed = guests.get(0).disk(Use.BASE);
        assertThat(guests.get(1).disk(Use.BASE)).isEqualTo(handed);
        assertThat(guests.get(1).hypervisor()).isEmpty();
        assertThat(guests.get(2).disks()).noneMatch(disk -> disk.use() == Use.BASE);
        assertThat(Plans.plan(LabSpec.hypervisorOnly()).host().guests().get(0).disks())
                .noneMatch(disk -> disk.use() == Use.BASE);
    }

    @Test
    void anInnerGuestOfAnotherImageGetsThatImagesKernelUploaded() {
        GuestPlan l2 = Plans.plan(LabSpec.kvmInKvm().withL2(guest -> guest.withImage(Plans.btrfs())))
                .guests()
                .get(1);

        assertThat(l2.uploads())
                .containsExactly(
                        new GuestPlan.Upload(
                                Path.of("/images/btrfs/vmlinuz"), "/var/lib/nestlab/labs/0badcafe/guest-vmlinuz"),
                        new GuestPlan.Upload(
                                Path.of("/images/btrfs/initrd.img"),
                                "/var/lib/nestlab/labs/0badcafe/guest-initrd.img"));
    }

    @Test
    void anotherKernelKeepsTheImagesCommandLineAndAddsToIt() {
        KernelSpec kernel = KernelSpec.files(Path.of("/k"), Path.of("/i")).withArguments("quiet");

        GuestPlan l1 = Plans.plan(LabSpec.hypervisorOnly().withL1(guest -> guest.withKernel(kernel)))
                .guests()
                .get(0);

        assertThat(l1.boot())
                .isEqualTo(new BootPlan.Direct(
                        "/var/lib/nestlab/labs/0badcafe/hypervisor-vmlinuz",
                        "/var/lib/nestlab/labs/0badcafe/hypervisor-initrd.img",
                        "root=/dev/vda quiet"));
    }

    @Test
    void onlyAKernelOnAnEmulatedCpuLeavesOutTheTimersCheck() {
        assertThat(arguments(Tier.EMULATED, LabSpec.kvmInKvm()))
                .containsExactly("no_timer_check root=/dev/vda", "root=/dev/vda");
        assertThat(arguments(Tier.KVM, LabSpec.kvmInKvm())).containsExactly("root=/dev/vda", "root=/dev/vda");

        KernelSpec own = KernelSpec.files(Path.of("/k"), Path.of("/i")).withArguments("quiet");
        assertThat(arguments(Tier.EMULATED, LabSpec.hypervisorOnly().withL1(l1 -> l1.withKernel(own))))
                .containsExactly("no_timer_check root=/dev/vda quiet");
        KernelSpec onDisk = KernelSpec.bootLoader();
        assertThat(arguments(Tier.EMULATED, LabSpec.hypervisorOnly().withL1(l1 -> l1.withKernel(onDisk))))
                .containsExactly("of its boot loader");
    }

    private static List<String> arguments(Tier tier, LabSpec spec) {
        return LabPlanner.plan(spec, Plans.input(tier)).guests().stream()
                .map(guest ->
                        guest.boot() instanceof BootPlan.Direct direct ? direct.arguments() : "of its boot loader")
                .toList();
    }

    private static List<Subnet> subnets(LabPlan plan) {
        List<Subnet> subnets = new ArrayList<>(List.of(plan.host().network().subnet()));
        plan.guests()
                .forEach(guest -> guest.hypervisor()
                        .ifPresent(inner -> subnets.add(inner.network().subnet())));
        return subnets;
    }
}
