package org.nestlab.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRoutesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // of OpenVPN's redirect-gateway def1, and of those that part it further
                "0.0.0.0/1 via 10.8.8.1 dev tun0; ",
                "128.0.0.0/1 via 10.8.8.1 dev tun0 proto static metric 50; ",
                "192.0.0.0/2 dev wg0 table 51820; ",
                "192.0.0.0/5 dev wg0 scope link; ",
                "default dev tailscale0 table 52; ",
                "unreachable default dev lo table 10 metric 4278198272; ",
                "throw 192.168.0.0/16 table 52; ",
                "local 192.168.130.1 dev eth0 table local proto kernel scope host src 192.168.130.1; ",
                "nexthop via 10.1.0.1 dev eth0 weight 1; ",
                "local 192.168.130.0/24 dev lo table local; 192.168.130.0/24",
                "10.0.0.0/8 via 10.8.8.1 dev tun0; 10.0.0.0/8",
                "blackhole 10.244.0.0/24 proto bird; 10.244.0.0/24",
                "192.168.131.0/24 dev vrf-lan table 10 proto kernel; 192.168.131.0/24",
                "10.1.0.0/16 proto static metric 20; 10.1.0.0/16",
                "100.100.100.100 dev tailscale0 table 52; 100.100.100.100/32",
            })
    void onlyARouteToANetworkTakesItsAddresses(String route, String subnet) {
        HostNetworks networks = HostNetworks.parse("route " + route + "\n");

        if (subnet == null) {
            assertThat(networks.subnets()).isEmpty();
        } else {
            assertThat(networks.subnets()).containsExactly(subnet);
        }
    }

    @Test
    void whoHasASubnetIsTold() {
        assertThat(HostNetworks.held("""
                addr 2: eth0    inet 10.1.2.3/16 brd 10.1.255.255 scope global eth0
                addr 5: tun0    inet 10.8.0.6 peer 10.8.0.5/32 scope global tun0
                route 10.9.0.0/16 via 10.8.0.5 dev tun0
                route unreachable 10.7.0.0/16
                network default
                ip <ip address='192.168.122.1' netmask='255.255.255.0'>
                """))
                .containsEntry("10.1.0.0/16", "interface eth0")
                .containsEntry("10.8.0.5/32", "peer of tun0")
                .containsEntry("10.9.0.0/16", "route dev tun0")
                .containsEntry("10.7.0.0/16", "route 10.7.0.0/16")
                .containsEntry("192.168.122.0/24", "libvirt network default");
    }
}
