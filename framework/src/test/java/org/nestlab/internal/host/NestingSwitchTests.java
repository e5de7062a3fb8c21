package org.nestlab.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.ProbeAnswers;

class NestingSwitchTests {

    private final FakeModule module = new FakeModule();
    private final List<Map<String, String>> recorded = new ArrayList<>();

    private NestingSwitch set(boolean on, boolean persist) {
        return NestingSwitch.set(module.host, on, persist, was -> {
            assertThat(module.changes).as("changed before it was written down").isEmpty();
            recorded.add(was);
        });
    }

    @Test
    void switchesOnAndBackInReverse() {
        try (NestingSwitch fixture = set(true, true)) {
            assertThat(module.nested).isEqualTo("1");
            assertThat(module.file)
                    .isEqualTo(
                            "# Written by Nestlab: guests of this machine may be hypervisors.\noptions kvm_amd nested=1\n");
            assertThat(fixture).isNotNull();
        }
        assertThat(module.nested).isEqualTo("0");
        assertThat(module.file).isNull();
        assertThat(module.lock).isNull();
        assertThat(module.changes)
                .containsExactly(
                        "lock",
                        "rmmod",
                        "modprobe kvm_amd",
                        "tee /etc/modprobe.d",
                        "rm -f /etc/modprobe.d",
                        "rmmod",
                        "modprobe kvm_amd",
                        "rm -f /run/nestlab");
    }

    @Test
    void putsBackTheFileThatWasThere() {
        module.file = "options kvm_amd nested=0\n";
        NestingSwitch fixture = set(true, true);
        assertThat(module.file).contains("nested=1");
        fixture.close();
        assertThat(module.file).isEqualTo("options kvm_amd nested=0\n");
    }

    @Test
    void leavesAFileAloneThatItDidNotWrite() {
        NestingSwitch fixture = set(true, false);
        module.file = "somebody else's\n";
        fixture.close();
        assertThat(module.file).isEqualTo("somebody else's\n");
    }

    @Test
    void changesNothingWhereAllIsAsWanted() {
        module.nested = "Y";
        set(true, false).close();
        assertThat(module.changes).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void putsBackTheSpellingThatWasThere() {
        module.nested = "Y";
        NestingSwitch fixture = set(false, false);
        assertThat(module.nested).isEqualTo("0");
        fixture.close();
        assertThat(module.nested).isEqualTo("Y");
    }

    @Test
    void unloadsAModuleThatWasNotLoaded() {
        module.loaded = false;
        NestingSwitch fixture = set(true, false);
        assertThat(module.loaded).isTrue();
        fixture.close();
        assertThat(module.loaded).isFalse();
    }

    @Test
    void keepsWhatIsToBeKept() {
        try (NestingSwitch fixture = set(true, true)) {
            fixture.keep();
        }
        assertThat(module.nested).isEqualTo("1");
        assertThat(module.file).isNotNull();
        assertThat(module.lock).isNull();
    }

    @Test
    void restoresFromWhatWasWrittenDown() {
        NestingSwitch abandoned = set(true, true);
        NestingSwitch.restore(module.host, recorded.get(0));
        assertThat(module.nested).isEqualTo("0");
        assertThat(module.file).isNull();
        assertThat(module.lock).isNull();
        module.changes.clear();
        NestingSwitch.restore(module.host, recorded.get(0));
        abandoned.close();
        assertThat(module.changes).as("restored twice").isEmpty();
    }

    @Test
    void restoresNothingThatIsAnothers() {
        NestingSwitch abandoned = set(true, false);
        module.lock = "another";
        NestingSwitch.restore(module.host, recorded.get(0));
        assertThat(module.nested).isEqualTo("1");
        abandoned.keep();
    }

    @Test
    void refusesWhileTheModuleIsInUse() {
        module.references = 2;
        module.users = "user 812 qemu-system-x86 (guest l1)\nuser 950 qemu-system-x86\n";
        refuses(
                "L0 host: nested of kvm_amd cannot be switched: it is in use by 812 qemu-system-x86 (guest l1), 950 qemu-system-x86 (2 references). Expected: no users. Shut those guests down first; Nestlab never does it for you");
    }

    @Test
    void refusesUsersThatItCannotSee() {
        module.references = 1;
        refuses(
                "L0 host: nested of kvm_amd cannot be switched: it is in use by an unknown user (1 references). Expected: no users. Shut those guests down first; Nestlab never does it for you");
    }

    @Test
    void refusesABuiltInModule() {
        module.kind = "builtin";
        refuses(
                "L0 host: nested of kvm_amd cannot be switched: it is built into the kernel. Expected: a module that can be loaded anew. Add kvm_amd.nested=1 to the kernel command line and reboot");
    }

    @Test
    void refusesAModuleWithoutTheParameter() {
        ProbeAnswers.nested(module.answers(), "kvm_amd loadable absent\nflag svm\n");
        refuses(
                "L0 host: nested of kvm_amd cannot be switched: it has no parameter nested. Expected: that parameter. Boot a kernel whose KVM can nest");
    }

    @Test
    void refusesAModuleThatIsNowhere() {
        module.loaded = false;
        ProbeAnswers.modules(module.answers(), "");
        refuses(
                "L0 host: nested of kvm_amd cannot be switched: the kernel does not have it. Expected: the module on disk. Boot a kernel that has it, as Debian's linux-image-amd64 does");
    }

    @Test
    void refusesACpuWithoutTheExtension() {
        ProbeAnswers.cpuinfo(module.answers(), "cpuinfo-l0-no-extension.txt");
        refuses(
                "L0 host: nesting cannot be switched: the CPU shows neither vmx nor svm. Expected: one of them. Switch nesting on at the level above and give this machine a CPU mode with the extension");
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> set(true, true))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(message);
        assertThat(module.changes).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void letsOnlyOneChangeIn() {
        module.lock = "another's token";
        assertThatThrownBy(() -> set(true, false))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(
                        "L0 host: another run has changed nesting and not put it back yet: /run/nestlab/nesting.lock holds 'another's token'. Expected: no such file. Wait for that run; if it is dead, run `nestlab reap`");
        assertThat(module.changes).isEmpty();
    }

    @Test
    void saysWhyTheLockCannotBeMade() {
        module.answers().failOn("set -C", 1, "sudo: a password is required");
        assertThatThrownBy(() -> set(true, false))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith(
                        "L0 host: could not create /run/nestlab/nesting.lock: exit status 1, sudo: a password is required. ");
    }

    @Test
    void loadsThePreviousValueWhereTheNewOneIsRefused() {
        module.broken = "nested=1";
        assertThatThrownBy(() -> set(true, false))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(
                        "L0 host: could not load kvm_amd nested=1: exit status 1, it is broken. Expected: status 0. Commands run as root or through `sudo -n`; `lsmod` shows who uses the module, dmesg why it refuses")
                .hasNoSuppressedExceptions();
        assertThat(module.loaded).isTrue();
        assertThat(module.nested).isEqualTo("0");
        assertThat(module.lock).isNull();
    }

    @Test
    void changesNothingWhereUnloadingIsRefused() {
        module.broken = "rmmod";
        assertThatThrownBy(() -> set(true, true))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith("L0 host: could not unload kvm_amd: exit status 1, it is broken.")
                .hasNoSuppressedExceptions();
        assertThat(module.changes).containsExactly("lock", "rm -f /etc/modprobe.d", "rm -f /run/nestlab");
    }

    @Test
    void putsBackAModuleThatDoesNotTakeTheValue() {
        module.stuckAt = "0";
        assertThatThrownBy(() -> set(true, false))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(
                        "L0 host: kvm_amd was loaded with nested=1 but shows '0' (OFF). Expected: ON. Look into dmesg; another setting under /etc/modprobe.d may win");
        assertThat(module.lock).isNull();
    }

    @Test
    void putsBackTheModuleWhereTheFileCannotBeWritten() {
        module.broken = "tee";
        assertThatThrownBy(() -> set(true, true)).hasMessageContaining("it is broken");
        assertThat(module.nested).isEqualTo("0");
        assertThat(module.lock).isNull();
    }

    @Test
    void saysWhatIsThereWhereItCannotBePutBackAndTriesAgain() {
        NestingSwitch fixture = set(true, false);
        module.stuckAt = "1";
        assertThatThrownBy(fixture::close)
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(
                        "L0 host: kvm_amd was loaded with nested=0 but shows '1' (ON). Expected: OFF. Look into dmesg; another setting under /etc/modprobe.d may win");
        assertThat(module.lock).as("the change is not undone").isNotNull();
        module.stuckAt = null;
        fixture.close();
        assertThat(module.nested).isEqualTo("0");
        assertThat(module.lock).isNull();
    }

    @Test
    void noticesAnotherParameterThatChangedMeanwhile() {
        NestingSwitch fixture = set(true, false);
        module.npt = "0";
        assertThatThrownBy(fixture::close)
                .hasMessage(
                        "L0 host: the nesting setup was not put back: kvm_amd is loaded with nested=0 npt=0, /etc/modprobe.d/zz-nestlab.conf is absent. Expected: loaded with nested=0 npt=1, and the file absent. Reload the module by hand, then remove /run/nestlab/nesting.lock");
        fixture.keep();
    }

    @Test
    void addsAFailureToPutBackAsSuppressed() {
        module.broken = "modprobe kvm_amd";
        assertThatThrownBy(() -> set(true, false))
                .hasMessageStartingWith("L0 host: could not load kvm_amd nested=1")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(second ->
                                assertThat(second).hasMessageStartingWith("L0 host: could not load kvm_amd nested=0")));
        assertThat(module.lock).isNotNull();
    }
}
