package org.nestlab.internal.bugreport;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.nestlab.machine.Command;

/**
 * What is asked of each machine, in one command: the list of <a
 * href="https://docs.kernel.org/virt/kvm/x86/running-nested-guests.html#reporting-bugs-from-nested-setups">the kernel's
 * document</a>, and what else a reader of such reports asks back for.
 *
 * @param marker begins the line before each file, and is in no output of its own accord
 */
record BugReportScript(String marker) {

    private static final int MOST_BYTES = 16 << 20;

    static BugReportScript fresh() {
        return new BugReportScript("nestlab-file-" + UUID.randomUUID());
    }

    /**
     * The command; every program in it has a time limit, and one that is not there says so.
     *
     * @param lab whose QEMUs are told where the machine is shared with others
     */
    Command command(ReportedMachine machine, String lab, Duration timeout) {
        String mine = machine.shared() ? "nestlab-" + lab : "";
        return Command.shell("""
                exec 2>&1
                file() { echo; echo "%1$s $1"; }
                try() { command -v "$1" >/dev/null || { echo "($1 is not installed)"; return; }; timeout 10 "$@" || echo "($1 ended with $?)"; }
                file kernel.txt; uname -a; cat /proc/version /proc/cmdline; try uptime; date -u; cat /etc/os-release
                file lscpu.txt; try lscpu
                file cpuinfo.txt; cat /proc/cpuinfo
                file kvm.txt; grep -E '^kvm|^irqbypass' /proc/modules; ls -l /dev/kvm
                for f in /sys/module/kvm*/parameters/*; do [ -f "$f" ] && echo "$f=$(cat "$f")"; done
                for f in /etc/modprobe.d/*; do grep -H kvm "$f"; done
                file versions.txt; try qemu-system-x86_64 --version; try libvirtd --version; try virtqemud --version
                file qemu-command-lines.txt
                # libvirt gives every QEMU a -uuid, whatever the program is called
                for f in $(grep -lazxF -e -uuid /proc/[0-9]*/cmdline 2>/dev/null); do
                  cat "$f" 2>/dev/null | tr '\\0' ' ' | grep -aF -- %2$s && p=${f%%/cmdline} && echo "(process ${p#/proc/})"; done
                file libvirt.txt; try virsh -q -c %3$s list --all | grep -F -- %2$s
                { try journalctl -q --no-pager -u libvirtd -u virtqemud -n 500; tail -n 500 /var/log/libvirt/libvirtd.log; } | grep -F -- %2$s
                file memory.txt; try free -m; try df -h; cat /proc/pressure/* 2>/dev/null
                file dmidecode.txt; try dmidecode; try x86info -a
                file dmesg.txt; try dmesg
                true""".formatted(marker, Command.quote(mine), Command.quote(machine.uri())))
                .withTimeout(timeout)
                .withOutputLimit(MOST_BYTES);
    }

    /** The files of an answer, by their names, in order. */
    Map<String, String> files(String answer) {
        Map<String, String> files = new LinkedHashMap<>();
        String name = "";
        StringBuilder text = new StringBuilder();
        for (String line : answer.split("\n", -1)) {
            if (line.startsWith(marker + " ")) {
                put(files, name, text);
                name = line.substring(marker.length() + 1);
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        put(files, name, text);
        return files;
    }

    private static void put(Map<String, String> files, String name, StringBuilder text) {
        // A name comes from the script above; whatever a broken machine makes of it stays inside its folder.
        if (name.matches("[a-z0-9-]+\\.txt")) {
            files.put(name, text.toString());
        }
    }
}
