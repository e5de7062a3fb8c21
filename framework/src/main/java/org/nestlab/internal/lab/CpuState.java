package org.nestlab.internal.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * Where the CPUs of a guest stand, as QEMU's monitor tells with {@code info registers -a}.
 *
 * @param cpus one for each that was told
 */
record CpuState(List<Cpu> cpus) {

    /**
     * One CPU.
     *
     * @param instruction its RIP
     * @param pageTables its CR3, a guest-physical address
     */
    record Cpu(long instruction, long pageTables) {}

    // RIP=ffffffffc03cadcc RFL=00010246 [---Z-P-] CPL=0 … CR0=80050033 CR2=ffffffffc03cadcc CR3=0000000104ac8000
    private static final Pattern CPU =
            Pattern.compile("\\bRIP=([0-9a-f]{1,16})\\b(?:(?!\\bRIP=)[\\s\\S]){0,4000}?\\bCR3=([0-9a-f]{1,16})\\b");
    // ffffffffc03cad60 t __svm_vcpu_run	[kvm_amd]
    private static final Pattern SYMBOL = Pattern.compile("([0-9a-f]{16})\\b.*");
    private static final long ENTRY_BYTES = 1024;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final Duration WAIT = Duration.ofSeconds(15);

    CpuState {
        cpus = List.copyOf(cpus);
    }

    static CpuState of(String registers) {
        List<Cpu> cpus = new ArrayList<>();
        for (Matcher matcher = CPU.matcher(registers); matcher.find(); ) {
            cpus.add(new Cpu(
                    Long.parseUnsignedLong(matcher.group(1), 16), Long.parseUnsignedLong(matcher.group(2), 16)));
        }
        return new CpuState(cpus);
    }

    /** Asks the libvirt of the machine that the domain runs on; no CPU where it does not tell. */
    static CpuState ask(Shell machine, GuestPlan guest) {
        CommandResult answer = machine.run(
                Command.shell("timeout 10 virsh -q -c qemu:///system qemu-monitor-command --hmp %s 'info registers -a'"
                                .formatted(guest.uuid()))
                        .withTimeout(WAIT));
        return of(answer.exitStatus() == 0 ? answer.stdout() : "");
    }

    /** Where a machine's kernel enters its guests, as its own list of symbols has it; empty where it does not tell. */
    static OptionalLong entryOf(Shell machine) {
        CommandResult answer = machine.run(
                Command.shell("grep -m 1 -w __svm_vcpu_run /proc/kallsyms").withTimeout(WAIT));
        return entry(answer.stdout());
    }

    /** An address of 0 is what a kernel tells whom it hides them from. */
    static OptionalLong entry(String symbol) {
        Matcher matcher = SYMBOL.matcher(symbol.strip());
        long address = matcher.matches() ? Long.parseUnsignedLong(matcher.group(1), 16) : 0;
        return address == 0 ? OptionalLong.empty() : OptionalLong.of(address);
    }

    /**
     * Whether a CPU of the guest stands where the guest cannot have brought it: on page tables outside of its memory, or in
     * the code by which the machine above enters guests. The guest's kernel may be the very same one, so that equal page
     * tables say nothing; but a guest that runs no guests is never in that code.
     *
     * @param memoryMib the guest's memory, MiB
     * @param entryAbove {@link #entryOf} of the machine above; empty where the guest runs guests itself
     */
    Optional<String> foreign(int memoryMib, OptionalLong entryAbove) {
        long top = memoryMib * MIB;
        // A bigger memory goes on behind the hole for devices, 2 GiB at most.
        long end = top < 2 * GIB ? top : top + 2 * GIB;
        for (Cpu cpu : cpus) {
            if (Long.compareUnsigned(cpu.pageTables(), end) >= 0) {
                return Optional.of("a CPU's page tables (CR3) are at 0x%x, outside of its %d MiB of memory"
                        .formatted(cpu.pageTables(), memoryMib));
            }
            if (entryAbove.isPresent()
                    && Long.compareUnsigned(cpu.instruction() - entryAbove.getAsLong(), ENTRY_BYTES) < 0) {
                return Optional.of("a CPU stands at 0x%x (RIP), where the machine above it enters its guests"
                        .formatted(cpu.instruction()));
            }
        }
        return Optional.empty();
    }
}
