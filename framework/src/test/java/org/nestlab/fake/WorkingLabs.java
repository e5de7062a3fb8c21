package org.nestlab.fake;

import java.util.function.BiConsumer;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.Starts;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;
import org.nestlab.spec.LabSpec;

/** Labs of a {@link FakeEngine} whose guests answer the probes as those of an emulated lab that works. */
public final class WorkingLabs implements LabEngine {

    private final FakeEngine engine;
    private final BiConsumer<LabSpec, FakeGuest> change;

    /** @param change what is otherwise with a guest, given the lab that it is in */
    public WorkingLabs(FakeEngine engine, BiConsumer<LabSpec, FakeGuest> change) {
        this.engine = engine;
        this.change = change;
    }

    @Override
    public RunningLab bringUp(LabSpec spec, Settings settings) {
        RunningLab lab = engine.bringUp(spec, settings);
        lab.guests().forEach(guest -> works(spec, guest));
        return lab;
    }

    @Override
    public Starts starts() {
        return engine.starts();
    }

    private void works(LabSpec spec, Guest guest) {
        FakeGuest fake = (FakeGuest) guest;
        ProbeAnswers.cpuinfo(fake.answers, "cpuinfo-l1-svm-emulated.txt");
        ProbeAnswers.device(fake.answers, ProbeAnswers.WORKING_DEVICE);
        ProbeAnswers.nested(fake.answers, "kvm_amd loadable present 1\nflag svm\n");
        boolean emulated = guest.level().equals(Level.L1);
        ProbeAnswers.inside(
                fake.answers,
                emulated
                        ? "virt=qemu\ncpuid=TCGTCGTCGTCG\nclocks=tsc\nmodel=x\nhypervisor=yes\n"
                        : "virt=kvm\ncpuid=KVMKVMKVM\ndmesg=KVM\nclocks=kvm-clock\nmodel=x\nhypervisor=yes\n");
        Answers parent = answers(guest.parent());
        parent.on(
                command -> command.line().contains("grep -lsF -e")
                        && command.line().contains(guest.uuid().toString()),
                command -> Answers.Reply.ok("=== /proc/7/cmdline\nqemu\n-accel\n%s\n-uuid\n%s\n"
                        .formatted(emulated ? "tcg" : "kvm", guest.uuid())));
        change.accept(spec, fake);
        guest.guests().forEach(inner -> works(spec, inner));
    }

    private static Answers answers(Machine machine) {
        return machine instanceof FakeGuest guest ? guest.answers : ((FakeHost) machine).answers;
    }
}
