package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeGuest;
import org.nestlab.internal.lab.HostSide;

class GuestDiskTests {

    private static final HostSide.Scratch PLAN = new HostSide.Scratch("/labs/x/s.raw", 1 << 30, "nestlab-shared");
    private static final String SEEN = """
            device=/dev/vdd
            serial=nestlab-shared
            sectors=2097152
            scheduler=[none] mq-deadline
            block=512
            queues=2
            users=0 0
            """;

    private final FakeGuest guest = FakeGuest.l1();

    private GuestDisk look(String seen) {
        guest.answers.on("/dev/disk/by-id/virtio-nestlab-shared", seen);
        return GuestDisk.look(guest, PLAN);
    }

    @Test
    void theDiskIsFoundByItsSerial() {
        GuestDisk disk = look(SEEN);

        assertThat(disk)
                .isEqualTo(new GuestDisk("/dev/disk/by-id/virtio-nestlab-shared", "/dev/vdd", "none", 512, 2))
                .hasToString("/dev/vdd scheduler none, 2 queues, blocks of 512 bytes");
    }

    @Test
    void aDiskWithAnotherSerialIsRefused() {
        assertThatThrownBy(() -> look(SEEN.replace("serial=nestlab-shared", "serial=customers")))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(
                        "L1 hypervisor: /dev/disk/by-id/virtio-nestlab-shared is not the lab's scratch disk, and nothing is"
                                + " written to it: its serial: observed 'customers', expected 'nestlab-shared'. Was it changed, or does"
                                + " the guest hide it?");
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() {
        assertThatThrownBy(() -> look("device=\n"))
                .hasMessageContaining("its serial: observed 'no such disk', expected 'nestlab-shared'");
    }

    @Test
    void aDiskOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> look(SEEN.replace("2097152", "2048")))
                .hasMessageContaining("its size in sectors of 512 bytes: observed '2048', expected '2097152'");
    }

    @Test
    void aDiskThatIsMountedIsRefused() {
        assertThatThrownBy(() -> look(SEEN.replace("users=0", "users=1")))
                .hasMessageContaining("its mounts and holders: observed '1 0', expected '0 0'");
    }
}
