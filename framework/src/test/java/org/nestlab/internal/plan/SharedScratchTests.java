package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** One disk that is handed down: a file on the host, the same device in every guest. */
class SharedScratchTests {

    private static final LabSpec THREE_LEVELS = LabSpec.overhead()
            .withL2(l2 -> l2.withMemoryMib(2048).addScratchDisk(1).addGuest(GuestSpec.guest()));

    private final LabPlan plan = LabPlanner.plan(THREE_LEVELS, Plans.input(Tier.EMULATED));

    private XmlDoc domain(GuestPlan guest) {
        return XmlDoc.parse(DomainXml.of(guest, plan.id(), plan.host().network(), Plans.OWNER));
    }

    @Test
    void theHostHasAFileAndEveryLevelFurtherInTheDeviceOfTheGuestAbove() {
        assertThat(plan.guests())
                .extracting(guest -> guest.disk(DiskPlan.Use.SHARED).path())
                .containsExactly(
                        "/var/lib/nestlab/labs/0badcafe/shared-scratch.raw",
                        "/dev/disk/by-id/virtio-nestlab-shared",
                        "/dev/disk/by-id/virtio-nestlab-shared");
    }

    @Test
    void nothingBetweenTheLevelsMayAnswerARequest() {
        for (GuestPlan guest : plan.guests()) {
            String disk = "/domain/devices/disk[serial='nestlab-shared']";
            String type = guest.level().equals(Level.L1) ? "file" : "block";
            XmlDoc xml = domain(guest);
            assertThat(xml.text(disk + "/@type")).hasValue(type);
            assertThat(xml.text(disk + "/driver/@cache")).hasValue("none");
            assertThat(xml.text(disk + "/driver/@io")).hasValue("native");
            assertThat(xml.text(disk + "/driver/@discard")).hasValue("ignore");
            assertThat(xml.text(disk + "/driver/@detect_zeroes")).hasValue("off");
            assertThat(xml.text(disk + "[shareable]/target/@dev"))
                    .isEqualTo(DomainXml.target(guest, DiskPlan.Use.SHARED));
            assertThat(xml.text(disk + "/driver/@queues"))
                    .hasValue(Integer.toString(guest.spec().vcpus()));
        }
    }

    @Test
    void anOrdinaryScratchDiskStaysAsItWas() {
        String disk = "/domain/devices/disk[serial='nestlab-scratch0']";
        XmlDoc xml = domain(plan.guests().get(1));

        assertThat(xml.text(disk + "/driver/@cache")).hasValue("none");
        assertThat(xml.text(disk + "/driver/@io")).isEmpty();
        assertThat(xml.text(disk + "[shareable]/@type")).isEmpty();
    }

    @Test
    void aLabWithoutHasNone() {
        LabPlan without = LabPlanner.plan(LabSpec.kvmInKvm(), Plans.input(Tier.EMULATED));

        assertThat(without.guests().get(0).disks()).noneMatch(disk -> disk.use() == DiskPlan.Use.SHARED);
        assertThat(DomainXml.target(without.guests().get(0), DiskPlan.Use.SHARED))
                .isEmpty();
    }

    @Test
    void itIsKeptByWhateverElseIsChanged() {
        LabSpec changed = LabSpec.hypervisorOnly()
                .withSharedScratchDisk(3)
                .withName("other")
                .addGuest(GuestSpec.guest())
                .withL1(l1 -> l1.withVcpus(3));

        assertThat(changed.sharedScratchGib()).isEqualTo(3);
        assertThat(changed).isNotEqualTo(changed.withSharedScratchDisk(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65})
    void aSizeThatCannotBeIsRefused(int gib) {
        assertThatThrownBy(() -> LabSpec.kvmInKvm().withSharedScratchDisk(gib))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "lab 'kvm-in-kvm' has a shared scratch disk of %d GiB; expected 1 to 64, which is filled when the lab comes up, or 0 for none",
                        gib);
    }

    @Test
    void itTakesItsRoomOnTheHostOnce() {
        LabSpec spec = LabSpec.hypervisorOnly().withSharedScratchDisk(4);
        long room = 5L << 30;

        LabPlanner.plan(spec, Plans.input(Tier.KVM, 64_000, room, Plans.counting()));
        assertThatThrownBy(() -> LabPlanner.plan(spec, Plans.input(Tier.KVM, 64_000, room - 1, Plans.counting())))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageStartingWith("L0 host: lab 'hypervisor' needs 5120 MiB of disk");
    }
}
