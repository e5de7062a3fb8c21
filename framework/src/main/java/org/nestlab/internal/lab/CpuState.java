package org.nestlab.internal.lab;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * Where the CPUs of a guest have their page tables, as QEMU's monitor tells with {@code info registers -a}.
 *
 * @param pageTables the CR3 of each CPU: guest-physical addresses
 */
record CpuState(Set<Long> pageTables) {

    private static final Pattern CR3 = Pattern.compile("\\bCR3=([0-9a-f]{1,16})\\b");
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final Duration WAIT = Duration.ofSeconds(15);

    static CpuState of(String registers) {
        Set<Long> tables = new TreeSet<>();
        for (Matcher matcher = CR3.matcher(registers); matcher.find(); ) {
            tables.add(Long.parseUnsignedLong(matcher.group(1), 16));
        }
        return new CpuState(tables);
    }

    /** Asks the libvirt of the machine that the domain runs on; no CPU where it does not tell. */
    static CpuState ask(Shell machine, GuestPlan guest) {
        CommandResult answer = machine.run(
                Command.shell("timeout 10 virsh -q -c qemu:///system qemu-monitor-command --hmp %s 'info registers -a'"
                                .formatted(guest.uuid()))
                        .withTimeout(WAIT));
        return of(answer.exitStatus() == 0 ? answer.stdout() : "");
    }

    /**
     * Whether a CPU of the guest stands on page tables that the guest cannot have: outside of its memory, or those of the
     * machine above it. No guest gets there by itself.
     *
     * @param memoryMib the guest's memory, MiB
     */
    Optional<String> foreign(int memoryMib, CpuState above) {
        long top = memoryMib * MIB;
        // A bigger memory goes on behind the hole for devices, 2 GiB at most.
        long end = top < 2 * GIB ? top : top + 2 * GIB;
        return pageTables.stream()
                .filter(table -> table >= end || (table != 0 && above.pageTables.contains(table)))
                .findFirst()
                .map(table -> "a CPU's page tables (CR3) are at 0x%x, %s"
                        .formatted(
                                table,
                                table >= end
                                        ? "outside of its %d MiB of memory".formatted(memoryMib)
                                        : "where those of the machine above it are"));
    }
}
