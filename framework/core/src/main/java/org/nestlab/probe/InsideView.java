package org.nestlab.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.nestlab.probe.Acceleration.Kind;

/** What a machine can say about its own virtualization. */
final class InsideView {

    /**
     * {@code systemd-detect-virt} prints {@code kvm} on KVM and {@code qemu} on TCG, but also {@code qemu} on a KVM
     * that hides its signature and is known by its firmware only. Its debug output distinguishes the two:
     * {@code Virtualization found, CPUID=TCGTCGTCGTCG}. The kernel names KVM in dmesg and offers kvm-clock; it never
     * names TCG. VirtualBox pretends to be KVM in all of that, and is known by its firmware: {@code oracle}.
     */
    static final String SCRIPT = """
            echo "virt=$(systemd-detect-virt --vm 2>/dev/null)"
            echo "cpuid=$(SYSTEMD_LOG_LEVEL=debug systemd-detect-virt --vm 2>&1 | sed -n 's/.*CPUID=//p')"
            echo "dmesg=$(dmesg 2>/dev/null | sed -n 's/.*Hypervisor detected: //p' | head -n 1)"
            echo "clocks=$(cat /sys/devices/system/clocksource/clocksource0/available_clocksource 2>/dev/null)"
            echo "model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
            grep -m1 '^flags' /proc/cpuinfo | grep -qw hypervisor && echo hypervisor=yes
            true""";

    private static final String VIRTUAL_BOX = "oracle";

    private static final Pattern KVM_CLOCK = Pattern.compile("\\bkvm-clock\\b");

    private InsideView() {}

    static Acceleration parse(String output) {
        KeyValues values = KeyValues.parse(output);
        List<String> evidence = new ArrayList<>();
        evidence.add("systemd-detect-virt: " + values.get("virt").orElse("(nothing)"));
        evidence.add("CPUID signature: " + values.get("cpuid").orElse("(not told)"));
        evidence.add("dmesg 'Hypervisor detected': " + values.get("dmesg").orElse("(no such line)"));
        evidence.add("clock sources: " + values.get("clocks").orElse("(not told)"));
        evidence.add("CPU: %s, hypervisor flag %s"
                .formatted(values.get("model").orElse("(no name)"), values.yes("hypervisor") ? "set" : "not set"));
        return new Acceleration(kind(values), evidence);
    }

    private static Kind kind(KeyValues values) {
        boolean kvm = !values.text("virt").equals(VIRTUAL_BOX)
                && (values.text("virt").equals("kvm")
                        || values.text("cpuid").startsWith("KVMKVMKVM")
                        || values.text("dmesg").equals("KVM")
                        || KVM_CLOCK.matcher(values.text("clocks")).find());
        boolean tcg = values.text("cpuid").startsWith("TCGTCGTCG")
                || values.text("model").startsWith("QEMU TCG CPU");
        if (kvm || tcg) {
            return kvm && tcg ? Kind.UNKNOWN : kvm ? Kind.KVM : Kind.TCG;
        }
        boolean silent = values.get("virt").filter(virt -> !virt.equals("none")).isEmpty();
        return silent && !values.yes("hypervisor") ? Kind.NONE : Kind.UNKNOWN;
    }
}
