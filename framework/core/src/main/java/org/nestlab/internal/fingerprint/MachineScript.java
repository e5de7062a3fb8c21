package org.nestlab.internal.fingerprint;

import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.machine.Command;

/**
 * The script that describes one machine: lines like {@code cpu=AMD EPYC Processor}. Files are read and hardly any
 * program is started, because an emulated machine takes long for each. What a machine does not have prints nothing.
 */
final class MachineScript {

    private static final String SCRIPT = """
            export LC_ALL=C
            say() { [ -n "$2" ] && printf '%s=%s\\n' "$1" "$2"; }
            line() { [ -r "$2" ] && read -r it < "$2" 2>/dev/null && say "$1" "$it"; }
            sed -n -e '/^$/q' -e 's/^\\([a-z_ ]*[a-z]\\)[[:space:]]*: /cpuinfo.\\1=/p' /proc/cpuinfo \
              | grep -E '^cpuinfo\\.(vendor_id|cpu family|model|model name|stepping|microcode|flags|vmx flags)='
            say kernel "$(uname -r)"
            say kernel.build "$(uname -v)"
            say cpus "$(grep -c '^processor' /proc/cpuinfo)"
            read -r it < /proc/cmdline && say cmdline "$it"
            for f in /sys/devices/system/cpu/vulnerabilities/*; do line "vulnerability.${f##*/}" "$f"; done
            for m in kvm kvm_intel kvm_amd; do
              for f in /sys/module/$m/parameters/*; do line "module.$m.${f##*/}" "$f"; done
            done
            c=/sys/devices/system/cpu
            line governor $c/cpu0/cpufreq/scaling_governor
            line scaling.driver $c/cpu0/cpufreq/scaling_driver
            line turbo.intel.off $c/intel_pstate/no_turbo
            line turbo.boost $c/cpufreq/boost
            line smt $c/smt/control
            line numa /sys/devices/system/node/online
            line thp /sys/kernel/mm/transparent_hugepage/enabled
            line ksm /sys/kernel/mm/ksm/run
            line clocksource /sys/devices/system/clocksource/clocksource0/current_clocksource
            line lsm /sys/kernel/security/lsm
            line selinux /sys/fs/selinux/enforce
            sed -n -e 's/^\\(MemTotal\\|HugePages_Total\\|Hugepagesize\\): *\\([0-9]*\\).*/meminfo.\\1=\\2/p' /proc/meminfo
            """;

    // The head of a domain's log has the versions for nothing: an emulated libvirt, when asked, thinks for seconds.
    private static final String HYPERVISOR = """
            for f in LOGS/DOMAIN.log "$HOME/.cache/libvirt/qemu/log/DOMAIN.log"; do
              [ -r "$f" ] && sed -n -e '/starting up libvirt version/{s/^/hypervisor=/p;q}' "$f"
            done
            """;

    // What runs may be another file than its path by now, or, in a container, always was. A QEMU has -uuid as an
    // argument.
    // BusyBox's grep reads no further than the first NUL, and QEMU names no package on Alpine: a shell's read leaves
    // NULs out,
    // and starts no program for each process.
    private static final String BINARY = """
            for c in /proc/[0-9]*/cmdline; do
              { IFS= read -r args < "$c"; } 2>/dev/null
              case "$args" in *"$domain"*) ;; *) continue ;; esac
              args=$({ tr '\\0' '\\n' < "$c"; } 2>/dev/null)
              printf '%s\\n' "$args" | grep -qxF -e -uuid || continue
              printf '%s\\n' "$args" | grep -qE "^(guest=)?$pattern(,|\\$)" || continue
              sum=$({ sha256sum < "${c%cmdline}exe"; } 2>/dev/null) || sum=$(ELSEWHERE)
              [ -n "$sum" ] && echo "qemu.sha256=${sum%% *}" && break
            done
            """;

    /** Of the path that it was started by: a user may not read what another user's process runs. */
    private static final String BY_PATH = "{ sha256sum < \"$(printf '%s\\n' \"$args\" | head -n 1)\"; } 2>/dev/null";

    private MachineScript() {}

    /** Of a machine that hosts no guest on the way. */
    static Command of() {
        return Command.shell(SCRIPT + "true");
    }

    /**
     * Of a machine that hosts one.
     *
     * @param domain the name of the guest's libvirt domain
     * @param logs where libvirt there keeps QEMU's logs
     */
    static Command hosting(String domain, String logs) {
        if (!isPlain(domain)) {
            return of();
        }
        return Command.shell(
                SCRIPT + HYPERVISOR.replace("LOGS", Command.quote(logs)).replace("DOMAIN", domain) + "true");
    }

    /**
     * Of the QEMU that runs a guest there: its SHA-256, for example {@code qemu.sha256=…}; nothing where it may not be
     * read.
     *
     * @param logs where libvirt there keeps QEMU's logs
     */
    static Command binary(String domain, String logs) {
        if (!isPlain(domain)) {
            return Command.of("true");
        }
        boolean ofThisMachine = logs.equals(LibvirtUri.qemuLogs("qemu:///system"));
        return Command.shell(
                "domain=%s\npattern=%s\n".formatted(Command.quote(domain), Command.quote(domain.replace(".", "[.]")))
                        + BINARY.replace("ELSEWHERE", ofThisMachine ? BY_PATH : "false")
                        + "true");
    }

    private static boolean isPlain(String domain) {
        return domain.matches("[A-Za-z0-9_.-]+");
    }
}
