package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;

/** L2 is on a subnet of its own and reaches every level above it. */
@Lab
class NetworkTests {

    @Test
    void l2IsOnASubnetOfItsOwn(@L1 Guest l1, @L2 Guest l2) {
        assertThat(network(l2, l2.address())).isNotEqualTo(network(l1, l1.address()));
    }

    @Test
    void l2ReachesL1(@L1 Guest l1, @L2 Guest l2) {
        assertThat(l2).canReach(gateway(l2)).canReach(l1.address(), 22);
    }

    @Test
    void l2ReachesTheHost(@L1 Guest l1, @L2 Guest l2) {
        String hostOnTheNetworkOfL1 = gateway(l1);
        assertThat(l2).canReach(hostOnTheNetworkOfL1);
    }

    @Test
    void nobodyLogsInToAGuestWithAPassword(@L1 Guest l1, @L2 Guest l2) {
        for (Guest guest : List.of(l1, l2)) {
            assertThat(guest.run("PATH=$PATH:/usr/sbin; sshd -T | grep -E '^(password|kbdinteractive)authentication'")
                            .orThrow()
                            .stdout()
                            .lines())
                    .as(guest.label())
                    .containsExactlyInAnyOrder("passwordauthentication no", "kbdinteractiveauthentication no");
            // root:*:20000:0:99999:7::: · neither * nor ! is what any password hashes to
            assertThat(guest.run("grep -vE '^[^:]+:[*!]' /etc/shadow || true")
                            .orThrow()
                            .stdout())
                    .as("accounts of %s that a password opens", guest.label())
                    .isEmpty();
        }
    }

    /**
     * The network that a machine's address is in, for example {@code 10.20.0.0/24}; the kernel's own route names it.
     */
    private static String network(Machine machine, String address) {
        // 10.171.3.0/24 dev eth0 proto kernel scope link src 10.171.3.10
        String route = machine.run("ip -4 route show scope link src " + address)
                .orThrow()
                .text();
        assertThat(route).startsWith(address.substring(0, address.indexOf('.')));
        return route.substring(0, route.indexOf(' '));
    }

    private static String gateway(Machine machine) {
        // default via 10.171.3.1 dev eth0
        String route = machine.run("ip -4 route show default").orThrow().text();
        assertThat(route).startsWith("default via ");
        return route.split(" ", -1)[2];
    }
}
