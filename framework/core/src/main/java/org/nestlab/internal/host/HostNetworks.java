package org.nestlab.internal.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.Command;
import org.nestlab.machine.Host;

/**
 * Which IPv4 subnets a host uses, and its libvirt networks.
 *
 * @param subnets CIDR blocks of addresses, routes and libvirt networks, for example {@code 192.168.122.0/24}, each once
 * @param networks names of libvirt's networks, active or not
 */
public record HostNetworks(List<String> subnets, List<String> networks) {

    /** A network that is not started claims its subnet as soon as it is started, so it counts, too. */
    private static final String SCRIPT = """
            PATH=$PATH:/usr/sbin:/sbin
            ip -4 -o addr | sed 's/^/addr /'
            ip -4 route show table all | sed 's/^/route /'
            command -v virsh >/dev/null || exit 0
            virsh -c %1$s net-list --all --name 2>/dev/null | while read -r n; do
              [ -n "$n" ] || continue
              echo "network $n"
              virsh -c %1$s net-dumpxml "$n" 2>/dev/null | sed -n 's/^ *<ip /ip /p'
            done
            true""";

    // addr 4: eth0    inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0 …
    private static final Pattern ADDRESS = Pattern.compile("\\binet ([0-9.]++(?:/[0-9]++)?+)");
    // inet 10.8.0.6 peer 10.8.0.5/32 scope global tun0
    private static final Pattern PEER = Pattern.compile("\\bpeer ([0-9.]++(?:/[0-9]++)?+)");
    private static final Pattern DEVICE = Pattern.compile("\\bdev (\\S{1,40}+)");
    private static final Pattern INTERFACE = Pattern.compile("^[0-9]{1,9}+: (\\S{1,40}+)");

    /** What is shorter reaches beyond every private block: a default route in halves, quarters or smaller parts. */
    private static final int SHORTEST_OF_ONE_NETWORK = 8;
    // route 192.0.2.0/24 dev eth0 proto kernel … · route default via … · route unreachable 10.0.0.0/8
    private static final Pattern ROUTE = Pattern.compile("^(?:[a-z]+ )?([0-9.]+(?:/[0-9]+)?)(?= |$)");
    // ip address='192.168.122.1' netmask='255.255.255.0'> · ip address='10.1.0.1' prefix='16'/>
    private static final Pattern LIBVIRT_ADDRESS = Pattern.compile("address='([0-9.]+)'");
    private static final Pattern LIBVIRT_SIZE = Pattern.compile("(?:netmask|prefix)='([0-9.]+)'");

    public HostNetworks {
        subnets = List.copyOf(subnets);
        networks = List.copyOf(networks);
    }

    static Command command(String virshUri) {
        return Command.shell(SCRIPT.formatted(Command.quote(virshUri)));
    }

    public static HostNetworks of(Host host) {
        String uri = LibvirtUri.onItself(host.libvirtUri());
        return parse(host.run(command(uri)).orThrow().stdout());
    }

    /** Whether libvirt's own {@code default} network is there; labs bring networks of their own and do not need it. */
    public boolean hasDefault() {
        return networks.contains("default");
    }

    static HostNetworks parse(String output) {
        return new HostNetworks(
                List.copyOf(held(output).keySet()), Records.parse(output).all("network"));
    }

    /**
     * Every subnet in use, with who has it: {@code interface eth0}, {@code route dev tun0},
     * {@code libvirt network default}.
     */
    public static Map<String, String> held(Host host) {
        return held(host.run(command(LibvirtUri.onItself(host.libvirtUri())))
                .orThrow()
                .stdout());
    }

    static Map<String, String> held(String output) {
        Map<String, String> held = new LinkedHashMap<>();
        Records records = Records.parse(output);
        for (String line : records.all("addr")) {
            Cidr.of(group(ADDRESS, line))
                    .ifPresent(subnet -> held.putIfAbsent(subnet, "interface " + group(INTERFACE, line)));
            Cidr.of(group(PEER, line))
                    .ifPresent(subnet -> held.putIfAbsent(subnet, "peer of " + group(INTERFACE, line)));
        }
        for (String line : records.all("route")) {
            if (isOfNetwork(line)) {
                Cidr.of(group(ROUTE, line))
                        .filter(subnet -> prefix(subnet) >= SHORTEST_OF_ONE_NETWORK)
                        .ifPresent(subnet -> held.putIfAbsent(subnet, holder(line)));
            }
        }
        String network = "";
        for (String line : output.lines().toList()) {
            if (line.startsWith("network ")) {
                network = line.substring("network ".length()).strip();
            } else if (line.startsWith("ip ")) {
                String holder = "libvirt network " + network;
                Cidr.of(group(LIBVIRT_ADDRESS, line), group(LIBVIRT_SIZE, line))
                        .ifPresent(subnet -> held.putIfAbsent(subnet, holder));
            }
        }
        return held;
    }

    /**
     * Whether a route says that somebody has its addresses. The local table repeats every address of ours as a /32, and
     * broadcasts: of those, no more than the addresses tell already. {@code throw} says that another table knows.
     */
    private static boolean isOfNetwork(String route) {
        return !route.startsWith("throw ")
                && (!route.contains("table local")
                        || (route.startsWith("local ") && group(ROUTE, route).contains("/")));
    }

    private static int prefix(String subnet) {
        return Integer.parseInt(subnet.substring(subnet.indexOf('/') + 1));
    }

    private static String holder(String route) {
        String device = group(DEVICE, route);
        return device.isEmpty() ? "route " + group(ROUTE, route) : "route dev " + device;
    }

    private static String group(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }
}
