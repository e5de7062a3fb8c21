package org.nestlab.internal.fingerprint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nestlab.internal.host.StartingUp;

/**
 * One machine as {@link MachineScript} describes it, put in two piles. What stands in either is the same from boot to
 * boot: no clock, address, identifier or frequency.
 *
 * @param identity what evidence must have in common
 * @param details what else may explain a difference
 */
record FingerprintFacts(Map<String, String> identity, Map<String, String> details) {

    // mitigations=auto,nosmt … intel_iommu=on isolcpus=2-7 default_hugepagesz=1G
    // noibrs and noibpb: kernels of Red Hat
    private static final Pattern MITIGATING = Pattern.compile(
            "(mitigations|nopti|pti|kpti|nospectre_v[12]|spectre_v2|spectre_v2_user|spectre_bhi|noibrs|noibpb|"
                    + "spec_store_bypass_disable|nospec_store_bypass_disable|l1tf|l1d_flush|mds|tsx|tsx_async_abort|"
                    + "mmio_stale_data|retbleed|srbds|gather_data_sampling|spec_rstack_overflow|"
                    + "reg_file_data_sampling|indirect_target_selection|tsa|vmscape|"
                    + "kvm[a-z_-]*\\.[a-z_0-9]+)(=.*)?");
    private static final Pattern TUNING = Pattern.compile(
            "(isolcpus|nohz_full|rcu_nocbs|idle|processor\\.max_cstate|intel_idle\\.max_cstate|intel_pstate|amd_pstate|"
                    + "nosmt|hugepages|hugepagesz|default_hugepagesz|transparent_hugepage|numa_balancing|clocksource|"
                    + "tsc|preempt|selinux|apparmor|intel_iommu|amd_iommu|iommu|elevator|cpuidle\\.governor)(=.*)?");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    // a CPU's flags take some 2,000 characters, a kernel's command line 4,096 at most
    private static final int LONGEST_LINE = 16_384;

    FingerprintFacts {
        identity = Map.copyOf(identity);
        details = Map.copyOf(details);
    }

    static FingerprintFacts parse(String output) {
        return new Parsing(lines(output)).facts();
    }

    /** Whether a QEMU runs there of which its version does not tell which build it is. */
    static boolean namesNoBuild(String output) {
        return StartingUp.parse(lines(output).getOrDefault("hypervisor", ""))
                .filter(it -> !it.isPackage())
                .isPresent();
    }

    /**
     * The first line of a key wins; lines of another form are ignored, and those longer than any that a kernel writes.
     */
    private static Map<String, String> lines(String output) {
        Map<String, String> values = new HashMap<>();
        output.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0
                    && line.length() <= LONGEST_LINE
                    && !line.substring(equals + 1).isBlank()) {
                values.putIfAbsent(
                        line.substring(0, equals), line.substring(equals + 1).strip());
            }
        });
        return values;
    }

    private static final class Parsing {

        private final Map<String, String> lines;
        private final Map<String, String> identity = new TreeMap<>();
        private final Map<String, String> details = new TreeMap<>();

        Parsing(Map<String, String> lines) {
            this.lines = lines;
        }

        FingerprintFacts facts() {
            processor();
            copy(identity, "kernel", "kernel");
            copy(identity, "kernel.build", "kernel.build");
            identity.put("mitigations", options(MITIGATING).orElse("default"));
            options(TUNING).ifPresent(it -> details.put("kernel.options", it));
            security();
            hypervisor();
            tuning();
            memory();
            return new FingerprintFacts(identity, details);
        }

        private void processor() {
            copy(identity, "cpuinfo.model name", "cpu");
            copy(identity, "cpuinfo.microcode", "microcode");
            if (lines.containsKey("cpuinfo.cpu family")) {
                identity.put(
                        "cpu.version",
                        "%s family %s model %s stepping %s"
                                .formatted(
                                        text("cpuinfo.vendor_id"),
                                        text("cpuinfo.cpu family"),
                                        text("cpuinfo.model"),
                                        text("cpuinfo.stepping")));
            }
            copy(details, "cpus", "cpus");
            words("cpuinfo.flags").ifPresent(it -> details.put("cpu.flags", it));
            // Kernels from 5.6 on list what VMX can do: vnmi preemption_timer posted_intr invvpid …
            words("cpuinfo.vmx flags").ifPresent(it -> details.put("cpu.vmx", it));
        }

        /** A CPU that is not affected says so in twenty lines: only the others tell something. */
        private void security() {
            lines.forEach((name, value) -> {
                if (name.startsWith("vulnerability.") && !value.equals("Not affected")) {
                    identity.put(name, value);
                } else if (name.startsWith("module.")) {
                    details.put(name.substring("module.".length()), value);
                }
            });
            copy(details, "lsm", "lsm");
            copy(details, "selinux", "selinux.enforcing");
        }

        private void hypervisor() {
            StartingUp.parse(text("hypervisor")).ifPresent(it -> {
                identity.put("libvirt", it.libvirtIdentity());
                identity.put("qemu", it.qemuIdentity());
            });
            String sha256 = text("qemu.sha256");
            if (SHA256.matcher(sha256).matches()) {
                identity.put("qemu.sha256", sha256.substring(0, 16));
            }
        }

        private void tuning() {
            copy(details, "governor", "governor");
            copy(details, "scaling.driver", "scaling.driver");
            Optional.ofNullable(lines.get("turbo.boost"))
                    .or(() -> Optional.ofNullable(lines.get("turbo.intel.off")).map(off -> off.equals("0") ? "1" : "0"))
                    .ifPresent(on -> details.put("turbo", on.equals("1") ? "on" : "off"));
            copy(details, "smt", "smt");
            copy(details, "numa", "numa.nodes");
            copy(details, "ksm", "ksm");
            copy(details, "clocksource", "clocksource");
            // always [madvise] never
            Matcher chosen = Pattern.compile("\\[(\\w+)]").matcher(text("thp"));
            if (chosen.find()) {
                details.put("huge.pages.transparent", chosen.group(1));
            }
        }

        /** In quarters of a GiB: the kernel keeps some pages for itself, and not the same number at each boot. */
        private void memory() {
            number("meminfo.MemTotal")
                    .ifPresent(kib -> details.put(
                            "memory", String.format(Locale.ROOT, "%.2f GiB", Math.round(kib / 262_144.0) / 4.0)));
            number("meminfo.HugePages_Total")
                    .ifPresent(count -> details.put(
                            "huge.pages",
                            count == 0 ? "0" : "%d of %s KiB".formatted(count, text("meminfo.Hugepagesize"))));
        }

        private Optional<Long> number(String key) {
            return Optional.ofNullable(lines.get(key))
                    .filter(it -> it.matches("[0-9]{1,15}"))
                    .map(Long::valueOf);
        }

        private Optional<String> options(Pattern wanted) {
            String chosen = Arrays.stream(text("cmdline").split("\\s+"))
                    .filter(option -> wanted.matcher(option).matches())
                    .sorted()
                    .collect(Collectors.joining(" "));
            return Optional.of(chosen).filter(it -> !it.isEmpty());
        }

        /** Sorted, as kernels do not always list them in one order. */
        private Optional<String> words(String key) {
            return Optional.ofNullable(lines.get(key))
                    .map(it -> String.join(" ", new TreeSet<>(Arrays.asList(it.split("\\s+")))));
        }

        private void copy(Map<String, String> pile, String key, String name) {
            Optional.ofNullable(lines.get(key)).ifPresent(it -> pile.put(name, it));
        }

        private String text(String key) {
            return lines.getOrDefault(key, "");
        }
    }
}
