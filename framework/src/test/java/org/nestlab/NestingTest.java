package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.machine.Command;

class NestingTest {

    private final FakeGuest l1 = FakeGuest.l1();

    NestingTest() {
        ProbeAnswers.cpuinfo(l1.answers, "cpuinfo-l1-svm-emulated.txt");
        ProbeAnswers.nested(l1.answers, "kvm_amd loadable present 1\nflag svm\n");
        l1.answers.on("/sys/module/$m/parameters", "loaded yes\nparameter nested=1\n");
    }

    @Test
    void changesNothingWhereNestingIsAsWanted() {
        Nesting.on(l1).enable().close();
        assertThat(l1.answers.asked()).extracting(Command::line).noneMatch(line -> line.contains("modprobe kvm"));
        assertThat(Nesting.on(l1).read().isOn()).isTrue();
    }

    @Test
    void refusesToDisableNestingUnderARunningGuest() {
        ProbeAnswers.modules(l1.answers, "module kvm_amd loaded 1\nuser 700 qemu-system-x86 (guest l2)\n");
        assertThatThrownBy(() -> Nesting.on(l1).persistent().disable())
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageContaining("in use by 700 qemu-system-x86 (guest l2)");
    }
}
