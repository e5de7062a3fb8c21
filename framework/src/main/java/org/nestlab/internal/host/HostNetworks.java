package org.nestlab.internal.host;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nestlab.machine.Command;
import org.nestlab.machine.Host;

/**
 * Which IPv4 subnets a host uses, and its libvirt networks.
 *
 * @param subnets CIDR blocks of addresses, routes and libvirt networks, as {@code 192.168.122.0/24}, each once
 * @param networks names of libvirt's networks, active or not
 */
public record HostNetworks(List<String> subnets, List<String> networks) {

    /** A network that is not started claims its subnet as soon as somebody starts it, so it counts too. */
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
    private static final Pattern ADDRESS = Pattern.compile("\\binet ([0-9.]+(?:/[0-9]+)?)");
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
        Records records = Records.parse(output);
        Stream<Optional<String>> found = Stream.of(
                        records.all("addr").stream().map(line -> Cidr.of(group(ADDRESS, line))),
                        // The local table repeats every address of ours as a /32, and broadcasts: of those, no more
                        // than the addresses tell already.
                        records.all("route").stream()
                                .filter(line -> !line.contains("table local"))
                                .map(line -> Cidr.of(group(ROUTE, line))),
                        records.all("ip").stream()
                                .map(line -> Cidr.of(group(LIBVIRT_ADDRESS, line), group(LIBVIRT_SIZE, line))))
                .flatMap(stream -> stream);
        Set<String> subnets = found.flatMap(Optional::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        return new HostNetworks(List.copyOf(subnets), records.all("network"));
    }

    private static String group(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }
}
