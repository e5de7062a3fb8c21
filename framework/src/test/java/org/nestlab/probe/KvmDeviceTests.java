package org.nestlab.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.GuestCommandException;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.ProbeAnswers;

class KvmDeviceTests {

    @Test
    void readsAWorkingDevice() {
        KvmDevice device = KvmDevice.parse(ProbeAnswers.WORKING_DEVICE);
        assertThat(device.present()).isTrue();
        assertThat(device.opens()).isTrue();
        assertThat(device.apiVersion()).contains(12);
        assertThat(device.createsVm()).isTrue();
        assertThat(device.works()).isTrue();
        assertThat(device.error()).isEmpty();
    }

    @Test
    void tellsPresentFromOpen() {
        KvmDevice device = KvmDevice.parse("present=yes\nmode=600\nowner=root\ngroup=root\nerror=Permission denied\n");
        assertThat(device.present()).isTrue();
        assertThat(device.opens()).isFalse();
        assertThat(device.works()).isFalse();
        assertThat(device.error()).isEqualTo("Permission denied");
    }

    @Test
    void tellsOpenFromAnswering() {
        KvmDevice device = KvmDevice.parse("""
                present=yes
                mode=644
                owner=root
                group=root
                opens=yes
                error=KVM_GET_API_VERSION: Inappropriate ioctl for device
                """);
        assertThat(device.opens()).isTrue();
        assertThat(device.apiVersion()).isEmpty();
        assertThat(device.works()).isFalse();
    }

    @Test
    void tellsAnsweringFromMakingAVm() {
        KvmDevice device = KvmDevice.parse("present=yes\nopens=yes\napi=12\nerror=KVM_CREATE_VM: Device busy\n");
        assertThat(device.apiVersion()).contains(12);
        assertThat(device.works()).isFalse();
        assertThat(KvmDevice.parse("present=yes\nopens=yes\napi=11\nvm=yes\n").works())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "660, kvm, true",
        "666, root, true",
        "777, root, true",
        "600, root, false",
        "600, kvm, false",
        "660, root, false",
        "640, kvm, false",
        "644, root, false",
        "'', '', false",
    })
    void knowsWhoMayUseIt(String mode, String group, boolean shared) {
        assertThat(KvmDevice.parse("present=yes\nmode=%s\ngroup=%s\n".formatted(mode, group))
                        .sharedWithGroup())
                .isEqualTo(shared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "present=no", "present", "=yes", "api=99999999999999", "api=-1", "\0=\0"})
    void takesAnyText(String text) {
        assertThat(KvmDevice.parse(text))
                .hasToString(
                        "KvmDevice[present=false, opens=false, apiVersion=null, createsVm=false, mode=, owner=, group=,"
                                + " error=]")
                .isEqualTo(KvmDevice.parse(""));
    }

    @Test
    void saysSoWhereTheMachineCannotBeAsked() {
        FakeGuest l1 = FakeGuest.l1();
        l1.answers.failOn("/dev/kvm", 1, "stat: no");
        assertThatThrownBy(() -> KvmDevice.of(l1))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageStartingWith("L1 hypervisor: ")
                .hasMessageEndingWith("stderr: stat: no");
    }
}
