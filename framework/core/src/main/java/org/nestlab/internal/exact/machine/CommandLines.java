package org.nestlab.internal.exact.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;

/** The kernel command lines of both levels, and the parameters of modules in them. */
final class CommandLines {

    // Guest time is not real, so a panic that waits for seconds waits for ever. KASLR and random stack offsets make
    // boots differ. The other words avoid work that is slow here.
    private static final String COMMON =
            "quiet loglevel=5 panic=-1 nokaslr randomize_kstack_offset=off cryptomgr.notests"
                    + " initcall_blacklist=jent_mod_init,load_system_certificate_list,init_kprobe_trace,trace_eval_init";

    private CommandLines() {}

    /** @param emulators words that the emulator needs on the command line */
    static String ofL1(MachineSpec spec, String emulators) {
        return words(
                "console=ttyS0,115200",
                COMMON,
                emulators,
                spec.mitigations() ? "" : "mitigations=off",
                spec.kernel().arguments());
    }

    /** Its mitigations are off, because it is the guest and not under test. */
    static String ofL2(MachineSpec spec) {
        return words(
                "console=ttyS0,115200 reboot=t",
                COMMON,
                "mitigations=off",
                spec.innerKernel().arguments());
    }

    private static String words(String... parts) {
        return String.join(
                " ", List.of(parts).stream().filter(part -> !part.isEmpty()).toList());
    }

    /**
     * The parameters of KVM's modules in a command line, by module and then parameter; of two for the same, the last
     * one counts.
     *
     * @param arguments for example {@code nosmt kvm_intel.ept=0}
     */
    static SortedMap<String, SortedMap<String, String>> parameters(String arguments, Vendor vendor) {
        SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
        for (String word : arguments.split(" ", -1)) {
            int dot = word.indexOf('.');
            int equals = word.indexOf('=');
            if (dot < 0 || equals < dot) {
                continue;
            }
            // The kernel treats - and _ as the same character.
            String module = word.substring(0, dot).replace('-', '_');
            if (module.equals("kvm") || module.equals(vendor.module())) {
                all.computeIfAbsent(module, it -> new TreeMap<>())
                        .put(word.substring(dot + 1, equals).replace('-', '_'), word.substring(equals + 1));
            }
        }
        return all;
    }

    /** As insmod takes them: {@code ept=0 nested=1}. */
    static String asOptions(SortedMap<String, String> parameters) {
        List<String> words = new ArrayList<>();
        parameters.forEach((name, value) -> words.add(name + "=" + value));
        return String.join(" ", words);
    }
}
