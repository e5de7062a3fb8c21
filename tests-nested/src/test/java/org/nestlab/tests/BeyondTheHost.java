package org.nestlab.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;
import org.nestlab.probe.Reachability;

/**
 * A machine on another network of the host, which takes connections: a network name space that lives no longer than a
 * process of two minutes, with an address that is meant for tests alone (RFC 2544).
 */
record BeyondTheHost(Host host, String process) implements AutoCloseable {

    private static final String ADDRESS = "198.18.77.2";
    private static final int PORT = 7;

    private static final String OPEN = """
            set -e
            setsid unshare -n perl -MIO::Socket::INET -e 'alarm 120;
              my $s = IO::Socket::INET->new(LocalPort => %2$d, Listen => 5) or die; while (my $c = $s->accept) { close $c }
            ' </dev/null >/dev/null 2>&1 &
            p=$!
            until [ "$(readlink /proc/$p/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do kill -0 $p; done
            trap 'kill $p' EXIT
            ip link add nlb$p type veth peer name beyond netns $p
            ip address add 198.18.77.1/30 dev nlb$p
            ip link set nlb$p up
            nsenter -t $p -n sh -ec 'ip address add %1$s/30 dev beyond; ip link set beyond up; ip route add default via 198.18.77.1'
            until grep -q ':%2$04X 00000000:0000 0A' /proc/$p/net/tcp; do kill -0 $p; sleep 0.1; done
            trap - EXIT
            echo $p
            """;

    /** Aborts the test where the one who runs it may not do that. */
    static BeyondTheHost of(Host host) {
        assumeTrue(host.run("id -u").orThrow().text().equals("0"), "only root makes network name spaces");
        return new BeyondTheHost(
                host, host.run(OPEN.formatted(ADDRESS, PORT)).orThrow().text());
    }

    Reachability from(Machine machine) {
        return Reachability.of(machine, ADDRESS, PORT);
    }

    /** The name space goes with its process, and both ends of its link with it. */
    @Override
    public void close() {
        host.run("kill " + process).orThrow();
    }
}
