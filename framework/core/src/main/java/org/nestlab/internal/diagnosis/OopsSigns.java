package org.nestlab.internal.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.internal.console.LogLine;
import org.nestlab.internal.diagnosis.EmulatorSign.Kind;

/** Finds signs of a CPU that its emulation broke, in the lines that a kernel printed when it failed. */
public final class OopsSigns {

    //  asm_sysvec_reschedule_ipi+0x16/0x20        asm_common_interrupt+0x22/0x40
    private static final Pattern INTERRUPT = Pattern.compile(
            "^ {0,4}(?:\\? )?asm_(?:sysvec_[a-z0-9_]{1,60}|common_interrupt)\\+0x[0-9a-f]{1,8}/0x[0-9a-f]{1,8}$");
    // RIP: 0010:__svm_vcpu_run+0x9c/0x20a [kvm_amd]
    private static final Pattern AT_VMRUN =
            Pattern.compile("^RIP: 0010:(__svm_(?:sev_es_)?vcpu_run\\+0x[0-9a-f]{1,8}/0x[0-9a-f]{1,8})\\b");
    // Code: … 0f 01 d8 <58> …                    VMRUN has the bytes 0f 01 d8; the brackets are around the byte at RIP
    private static final Pattern BEHIND_VMRUN = Pattern.compile("^Code: [0-9a-f ]{0,600}\\b0f 01 d8 <[0-9a-f]{2}>");
    // BUG: kernel NULL pointer dereference, address: 00000000000008e0
    private static final Pattern NULL_POINTER =
            Pattern.compile("\\bBUG: kernel NULL pointer dereference, address: ([0-9a-f]{8,16})\\b");
    // RIP: 0010:exc_page_fault+0x1e/0x150
    private static final Pattern IN_PAGE_FAULT =
            Pattern.compile("^RIP: [0-9a-f]{4,16}:(exc_page_fault\\+0x[0-9a-f]{1,8})/");
    // CS:  ffff88803ea31980 DS: 0000 ES: 0000 CR0: 0000000080050033
    private static final Pattern CODE_SEGMENT = Pattern.compile("^CS: {1,2}([0-9a-f]{4,16}) DS: ");

    /** The lines of an oops between the address and RIP: error code, page table entries, CPU, hardware. */
    private static final int HEAD_OF_AN_OOPS = 10;

    private static final int SELECTOR_DIGITS = 4;

    private final List<String> lines;
    private final List<EmulatorSign> signs = new ArrayList<>();

    private OopsSigns(List<String> lines) {
        this.lines = lines;
    }

    /**
     * All signs in the text of a console, in order.
     *
     * @param byQemu whether QEMU itself runs the machine's CPUs, and not the KVM of an emulated machine
     */
    public static List<EmulatorSign> in(String console, boolean byQemu) {
        if (!console.contains("RIP: ")) {
            // No kernel failed, and a console may be long.
            return List.of();
        }
        OopsSigns found = new OopsSigns(console.lines()
                .map(line -> LogLine.of(line).message())
                .filter(line -> !line.isBlank())
                .toList());
        for (int i = 0; i < found.lines.size(); i++) {
            if (byQemu) {
                found.behindVmrun(i).ifPresent(found.signs::add);
            }
            found.noCurrent(i).ifPresent(found.signs::add);
            found.selector(i).ifPresent(found.signs::add);
        }
        return List.copyOf(found.signs);
    }

    private String line(int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private Optional<EmulatorSign> behindVmrun(int index) {
        Matcher place = AT_VMRUN.matcher(line(index));
        return place.find()
                        && index > 0
                        && INTERRUPT.matcher(line(index - 1)).matches()
                        && BEHIND_VMRUN.matcher(line(index + 1)).find()
                ? Optional.of(new EmulatorSign(
                        Kind.INTERRUPT_BEHIND_VMRUN,
                        "%s interrupted %s, behind VMRUN"
                                .formatted(line(index - 1).strip(), place.group(1))))
                : Optional.empty();
    }

    private Optional<EmulatorSign> noCurrent(int index) {
        Matcher address = NULL_POINTER.matcher(line(index));
        if (!address.find()) {
            return Optional.empty();
        }
        for (int i = index + 1; i < Math.min(lines.size(), index + HEAD_OF_AN_OOPS); i++) {
            Matcher place = IN_PAGE_FAULT.matcher(line(i));
            if (place.find()) {
                return Optional.of(new EmulatorSign(
                        Kind.NO_CURRENT,
                        "%s read address 0x%s"
                                .formatted(place.group(1), address.group(1).replaceFirst("^0{1,15}", ""))));
            }
        }
        return Optional.empty();
    }

    private Optional<EmulatorSign> selector(int index) {
        Matcher segment = CODE_SEGMENT.matcher(line(index));
        return segment.find() && segment.group(1).replaceFirst("^0{1,15}", "").length() > SELECTOR_DIGITS
                ? Optional.of(new EmulatorSign(Kind.SELECTOR, "CS: " + segment.group(1)))
                : Optional.empty();
    }
}
