package org.nestlab.internal.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.internal.diagnosis.EmulatorSign.Kind;

/**
 * The registers of a guest's CPUs, from QEMU's monitor ({@code info registers -a}).
 *
 * @param cpus one for each CPU that QEMU printed
 */
public record CpuState(List<Cpu> cpus) {

    /**
     * One CPU.
     *
     * @param instruction its RIP
     * @param pageTables its CR3, a guest-physical address
     */
    public record Cpu(long instruction, long pageTables) {}

    // RIP=ffffffffc03cadcc RFL=00010246 [---Z-P-] CPL=0 … CR0=80050033 CR2=ffffffffc03cadcc CR3=0000000104ac8000
    private static final Pattern REGISTER = Pattern.compile("\\b(RIP|CR3)=([0-9a-f]{1,16})\\b");
    // ffffffffc03cad60 t __svm_vcpu_run	[kvm_amd]
    private static final Pattern SYMBOL = Pattern.compile("([0-9a-f]{16})\\b.*");
    private static final long ENTRY_BYTES = 1024;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    public CpuState {
        cpus = List.copyOf(cpus);
    }

    public static CpuState of(String registers) {
        List<Cpu> cpus = new ArrayList<>();
        OptionalLong instruction = OptionalLong.empty();
        for (Matcher matcher = REGISTER.matcher(registers); matcher.find(); ) {
            long value = Long.parseUnsignedLong(matcher.group(2), 16);
            if (matcher.group(1).equals("RIP")) {
                instruction = OptionalLong.of(value);
            } else if (instruction.isPresent()) {
                cpus.add(new Cpu(instruction.getAsLong(), value));
                instruction = OptionalLong.empty();
            }
        }
        return new CpuState(cpus);
    }

    /** A kernel that hides its addresses prints 0. */
    public static OptionalLong entry(String symbol) {
        Matcher matcher = SYMBOL.matcher(symbol.strip());
        long address = matcher.matches() ? Long.parseUnsignedLong(matcher.group(1), 16) : 0;
        return address == 0 ? OptionalLong.empty() : OptionalLong.of(address);
    }

    /**
     * What the CPUs show that the guest itself cannot have caused. The guest's kernel may be the same as that of the
     * machine above, so page tables at equal addresses prove nothing.
     *
     * @param memoryMib the guest's memory in MiB
     * @param entryAbove where the kernel of the machine above enters its guests, as {@link #entry} reads it; empty if
     *     the guest runs guests itself, because its own code for that may be at the same address, or if the machine
     *     above does not show it
     */
    public Optional<EmulatorSign> sign(int memoryMib, OptionalLong entryAbove) {
        long top = memoryMib * MIB;
        // A bigger memory goes on behind the hole for devices, 2 GiB at most.
        long end = top < 2 * GIB ? top : top + 2 * GIB;
        List<EmulatorSign> signs = cpus.stream()
                .filter(cpu -> Long.compareUnsigned(cpu.pageTables(), end) >= 0)
                .map(cpu -> sign(cpu, memoryMib, entryAbove))
                .toList();
        return signs.stream()
                .filter(EmulatorSign::proves)
                .findFirst()
                .or(() -> signs.stream().findFirst());
    }

    private static EmulatorSign sign(Cpu cpu, int memoryMib, OptionalLong entryAbove) {
        String tables = "CR3=0x%x, outside of its %d MiB of memory".formatted(cpu.pageTables(), memoryMib);
        boolean entering = entryAbove.isPresent()
                && Long.compareUnsigned(cpu.instruction() - entryAbove.getAsLong(), ENTRY_BYTES) < 0;
        return entering
                ? new EmulatorSign(
                        Kind.VMRUN_STATE,
                        "%s, and RIP=0x%x, where the machine above enters its guests"
                                .formatted(tables, cpu.instruction()))
                : new EmulatorSign(Kind.PAGE_TABLES, tables);
    }
}
