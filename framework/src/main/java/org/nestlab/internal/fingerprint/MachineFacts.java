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
import org.jspecify.annotations.Nullable;

/**
 * One machine as {@link MachineScript} describes it, put in two piles. What stands in either is the same from boot to boot:
 * no clock, address, identifier or frequency.
 *
 * @param identity what evidence must have in common
 * @param details what else may explain a difference
 */
record MachineFacts(Map<String, String> identity, Map<String, String> details) {

    // hypervisor=2026-11-23 20:12:01.123+0000: starting up libvirt version: 9.0.0, package: 9.0.0-4+deb12u2 (Debian),
    // qemu
    // version: 7.2.22Debian 1:7.2+dfsg-7+deb12u18+b1, kernel: 6.1.0-41-cloud-amd64, hostname: L1-hypervisor
    private static final Pattern STARTING_UP =
            Pattern.compile("libvirt version: ([0-9.]+)(?:, package: ([^ ,]+))?.*qemu version: ([0-9]+(?:\\.[0-9]+)*)"
                    + "(?:[A-Za-z]+ ([^, ]+))?");

    /** Of libvirt's, which has some 200 characters. */
    private static final int LONGEST_LOG_LINE = 1_000;

    // mitigations=auto,nosmt … intel_iommu=on isolcpus=2-7 default_hugepagesz=1G
    private static final Pattern MITIGATING = Pattern.compile(
            "(mitigations|nopti|pti|nospectre_v[12]|spectre_v2|spectre_v2_user|spec_store_bypass_disable|l1tf|mds|tsx|"
                    + "tsx_async_abort|mmio_stale_data|retbleed|srbds|gather_data_sampling|spec_rstack_overflow|"
                    + "reg_file_data_sampling|kvm[a-z_-]*\\.[a-z_0-9]+)(=.*)?");
    private static final Pattern TUNING = Pattern.compile(
            "(isolcpus|nohz_full|rcu_nocbs|idle|processor\\.max_cstate|intel_idle\\.max_cstate|intel_pstate|amd_pstate|"
                    + "nosmt|hugepages|hugepagesz|default_hugepagesz|transparent_hugepage|numa_balancing|clocksource|"
                    + "tsc|preempt|selinux|apparmor|intel_iommu|amd_iommu|iommu|elevator|cpuidle\\.governor)(=.*)?");

    // a CPU's flags take some 2,000 characters, a kernel's command line 4,096 at most
    private static final int LONGEST_LINE = 16_384;

    MachineFacts {
        identity = Map.copyOf(identity);
        details = Map.copyOf(details);
    }

    static MachineFacts parse(String output) {
        return new Parsing(lines(output)).facts();
    }

    /** The first line of a key wins; lines that are none are passed over, and those longer than any that a kernel writes. */
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

        MachineFacts facts() {
            processor();
            copy(identity, "kernel", "kernel");
            copy(identity, "kernel.build", "kernel.build");
            identity.put("mitigations", options(MITIGATING).orElse("default"));
            options(TUNING).ifPresent(it -> details.put("kernel.options", it));
            security();
            hypervisor();
            tuning();
            memory();
            return new MachineFacts(identity, details);
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
            String line = text("hypervisor");
            Matcher versions = STARTING_UP.matcher(line.substring(0, Math.min(LONGEST_LOG_LINE, line.length())));
            if (versions.find()) {
                identity.put("libvirt", packaged(versions.group(1), versions.group(2)));
                identity.put("qemu", packaged(versions.group(3), versions.group(4)));
            }
        }

        private static String packaged(String version, @Nullable String packageVersion) {
            return packageVersion == null ? version : "%s (%s)".formatted(version, packageVersion);
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
