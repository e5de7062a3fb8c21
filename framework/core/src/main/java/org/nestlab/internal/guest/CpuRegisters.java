package org.nestlab.internal.guest;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.nestlab.internal.diagnosis.CpuState;
import org.nestlab.internal.diagnosis.EmulatorSign;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** Asks the machine that runs a guest for the registers of the guest's CPUs. */
final class CpuRegisters {

    private static final Duration WAIT = Duration.ofSeconds(15);

    private CpuRegisters() {}

    /**
     * What they show of a fault of the emulation; also empty if the machine does not answer.
     *
     * @param hosts whether the guest runs guests of its own
     */
    static Optional<EmulatorSign> sign(Shell machine, GuestPlan guest, boolean hosts) {
        OptionalLong entry = hosts ? OptionalLong.empty() : entryOf(machine, guest);
        CommandResult answer = machine.run(
                Command.shell("timeout 10 virsh -q -c qemu:///system qemu-monitor-command --hmp %s 'info registers -a'"
                                .formatted(guest.uuid()))
                        .withTimeout(WAIT));
        return CpuState.of(answer.exitStatus() == 0 ? answer.stdout() : "")
                .sign(guest.spec().memoryMib(), entry);
    }

    /**
     * Where a machine's kernel enters its guests, as its own list of symbols has it; empty if it does not answer, and
     * where KVM does not count that the guest has never run a guest: its own code for that may be at the same address.
     */
    private static OptionalLong entryOf(Shell machine, GuestPlan guest) {
        // vcpu.0.nested_run.sum=0
        CommandResult answer =
                machine.run(Command.shell("""
                        runs=$(timeout 10 virsh -q -c qemu:///system domstats --vcpu %s | sed -n 's/^ *vcpu\\.[0-9]*\\.nested_run\\.sum=//p' | sort -u)
                        [ "$runs" = 0 ] && grep -m 1 -w __svm_vcpu_run /proc/kallsyms""".formatted(guest.uuid())).withTimeout(WAIT));
        return CpuState.entry(answer.stdout());
    }
}
