package org.nestlab.internal.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/**
 * All of a host that a lab touches, as lines that can be compared. Which of them are of a lab of whom, {@link OwnHost}
 * says.
 *
 * @param parts the lines of each part, sorted
 * @param addresses the container of each address, of labs alone: {@code 172.17.0.3} to {@code nestlab-0badcafe}
 */
record HostSnapshot(Map<String, List<String>> parts, Map<String, String> addresses) {

    private static final String ADDRESSES = "addresses";

    private static final String SCRIPT = """
            PATH=$PATH:/usr/sbin:/sbin
            state=%s
            section() { echo "== $1"; }
            section domains; virsh list --all --name
            section definitions; for d in $(virsh list --all --name --persistent); do echo "$d $(virsh dumpxml --inactive --security-info $d | sha256sum)"; done
            section networks; virsh net-list --all --name
            section pools; virsh pool-list --all --name
            section addresses; docker ps -q --filter label=org.nestlab.lab 2>/dev/null | xargs -r docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}} {{.Name}}' 2>/dev/null
            section containers; docker ps -a --filter label=org.nestlab.lab --format '{{.Names}}' 2>/dev/null
            section links; ip -o link | grep -E '^[0-9]+: (nl[0-9a-f]{8}|virbr|vnet)' | grep -vE ' vnet[0-9]+: .* master ' | cut -d: -f2 | cut -d@ -f1
            section ports; ip -o link | grep -oE 'master nl[0-9a-f]{8}l0 '
            section routes; ip -4 route | cut -d' ' -f1-5 | grep -E '^(default|192[.]168[.])'
            section state; find "$state" -mindepth 2 2>/dev/null; ls -d "$state"/*definition* 2>/dev/null
            section logs; find /var/log/libvirt -name '*nestlab*' 2>/dev/null
            section dnsmasq; find /var/lib/libvirt/dnsmasq -type f -name '*nestlab*' 2>/dev/null
            section run; find /run/libvirt /run/nestlab -name '*nest*' 2>/dev/null
            section libvirt; find /var/lib/libvirt /etc/libvirt -name '*nestlab*' 2>/dev/null
            section sockets; find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'nestlab-[0-9]*-*' | grep -v "/nestlab-$PPID-"
            section firewall; iptables-save 2>/dev/null | grep -v '^#' | sed 's/\\[[0-9:]*\\]//' | grep -vE '^:|-j LIBVIRT_|DOCKER|docker0'
            section firewall6; ip6tables-save 2>/dev/null | grep -v '^#' | sed 's/\\[[0-9:]*\\]//' | grep -vE '^:|-j LIBVIRT_|DOCKER|docker0'
            section nft; nft list ruleset 2>/dev/null | sed 's/counter packets [0-9]* bytes [0-9]*//' | grep -E 'nl[0-9a-f]{8}|192[.]168[.]'
            section measuring; grep -aohzs '^NESTLAB_BED=.*' /proc/[0-9]*/environ | tr '\\0' '\\n'; find /sys/fs/cgroup -type d -name '*nestlab-*'
            section loops; losetup -a | grep nestlab | grep -v /var/cache/nestlab/
            section mounts; grep nestlab /proc/mounts | grep -v ' /var/cache/nestlab/'
            section modules; cut -d' ' -f1 /proc/modules 2>/dev/null | grep '^kvm'; grep -Hs . /sys/module/kvm*/parameters/*
            section modprobe; sha256sum /etc/modprobe.d/* 2>/dev/null
            section device; stat -c '%%U:%%G %%a' /dev/kvm 2>/dev/null
            section processes; ps -eo args | grep -E '^[^ ]*(dnsmasq|qemu-system)[^ ]* .*nestlab-[0-9a-f]{8}' | cut -c1-120
            true
            """;

    /** @param state the state folder whose files count */
    static HostSnapshot take(Path state) {
        try (LocalShell shell = new LocalShell("L0 host")) {
            return parse(shell.run(Command.shell(SCRIPT.formatted(Command.quote(state.toString())))
                            .withTimeout(Duration.ofMinutes(1)))
                    .orThrow()
                    .stdout());
        }
    }

    /** What is here and was not there before, and what was there and is gone; empty where nothing was left behind. */
    List<String> differences(HostSnapshot before) {
        List<String> differences = new ArrayList<>();
        parts.forEach((part, lines) -> {
            List<String> old = before.parts().getOrDefault(part, List.of());
            lines.stream()
                    .filter(line -> !old.contains(line))
                    .forEach(line -> differences.add("+ " + part + " " + line));
            old.stream()
                    .filter(line -> !lines.contains(line))
                    .forEach(line -> differences.add("- " + part + " " + line));
        });
        return differences;
    }

    static HostSnapshot parse(String output) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith("== ")) {
                current = new ArrayList<>();
                parts.put(line.substring(3), current);
            } else if (!line.isBlank()) {
                current.add(line.strip());
            }
        }
        parts.replaceAll((name, lines) -> lines.stream().sorted().toList());
        Map<String, String> addresses = new LinkedHashMap<>();
        for (String line : Optional.ofNullable(parts.remove(ADDRESSES)).orElse(List.of())) {
            // 172.17.0.3 /nestlab-0badcafe
            int blank = line.indexOf(' ');
            if (blank > 0) {
                addresses.put(line.substring(0, blank), line.substring(blank + 1));
            }
        }
        return new HostSnapshot(parts, addresses);
    }
}
