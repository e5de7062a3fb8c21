package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.host.HostNetworks;
import org.nestlab.internal.settings.Settings;

class NetworkRangesTests {

    @Test
    void everySubnetOfSeveralRangesIsChosenOnce() {
        SubnetPicker picker = new SubnetPicker(
                List.of(subnet("172.20.1.128/25")), Map.of(), NetworkRanges.parse("10.96.0.0/23, 172.20.0.0/23"), 3);

        assertThat(List.of(picker.pick(), picker.pick(), picker.pick()))
                .containsExactly(subnet("10.96.0.0/24"), subnet("10.96.1.0/24"), subnet("172.20.0.0/24"));
    }

    @Test
    void whereNoneIsFreeTheMessageSaysWhoHasThem() {
        Subnet vpn = subnet("10.96.0.0/16");
        SubnetPicker picker = new SubnetPicker(
                List.of(vpn, subnet("10.97.0.0/16")),
                Map.of(vpn, "route dev tun0"),
                NetworkRanges.parse("10.96.0.0/23"),
                0);

        assertThatThrownBy(picker::pick)
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: no free subnet in 10.96.0.0/23; in use there: 10.96.0.0/16 (route dev tun0). Free one, reap old labs with `nestlab reap`, or name another range, as -Dnestlab.network.range=10.96.0.0/16");
    }

    /** OpenVPN's redirect-gateway def1: a default route in two halves, of which one contains all of 192.168.0.0/16. */
    @Test
    void aVpnThatTakesTheDefaultRouteInTwoHalvesLeavesSubnetsFree() {
        FakeHost host = new FakeHost();
        host.answers.on("ip -4 route show table all", """
                addr 1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
                addr 3: wlp4s0    inet 192.168.102.124/24 brd 192.168.102.255 scope global dynamic noprefixroute wlp4s0\\       valid_lft 3000sec preferred_lft 3000sec
                addr 5: tun0    inet 10.8.8.5/24 brd 10.8.8.255 scope global tun0\\       valid_lft forever preferred_lft forever
                route default via 192.168.102.1 dev wlp4s0 proto dhcp metric 20600\s
                route 0.0.0.0/1 via 10.8.8.1 dev tun0\s
                route 10.8.8.0/24 dev tun0 proto kernel scope link src 10.8.8.5\s
                route 128.0.0.0/1 via 10.8.8.1 dev tun0\s
                route 169.254.0.0/16 dev docker_gwbridge scope link metric 1000\s
                route 172.19.0.0/16 dev br-ad809486928f proto kernel scope link src 172.19.0.1 linkdown\s
                route 192.168.102.0/24 dev wlp4s0 proto kernel scope link src 192.168.102.124 metric 600\s
                network default
                ip <ip address='192.168.122.1' netmask='255.255.255.0'>
                """);
        List<Subnet> inUse = HostNetworks.held(host).keySet().stream()
                .map(NetworkRangesTests::subnet)
                .toList();

        assertThat(inUse).contains(subnet("192.168.102.0/24"), subnet("10.8.8.0/24"), subnet("192.168.122.0/24"));
        assertThat(new SubnetPicker(inUse, 0).pick()).isEqualTo(subnet("192.168.130.0/24"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "8.8.0.0/16; 8.8.0.0/16 is not private ([10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16])",
                "172.0.0.0/8; 172.0.0.0/8 is not private ([10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16])",
                "10.0.0.0/25; 10.0.0.0/25 is smaller than a /24",
                "10.0.0.0/24; 10.0.0.0/24 has room for one level, and a lab has two",
                "10.0.0.0/16,10.0.8.0/24; 10.0.0.0/16 and 10.0.8.0/24 overlap",
                "fd00::/8; fd00::/8 is IPv6, which labs do not use",
                "10.1.2.3/16; 10.1.2.3/16 has bits set beyond its prefix, as a range it is 10.1.0.0/16",
                "10.1.2.3; '10.1.2.3' is not a valid range",
                "10.0.0.0/16,; '' is not a valid range",
                "x; 'x' is not a valid range",
            })
    void aRangeThatCannotBeUsedIsRefused(String text, String why) {
        assertThatThrownBy(() -> Settings.from(
                        key -> key.equals("nestlab.network.range") ? Optional.of(text) : Optional.empty()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "setting 'nestlab.network.range' is '%s': %s; expected %s", text, why, NetworkRanges.WANTED);
    }

    private static Subnet subnet(String text) {
        return Subnet.parse(text).orElseThrow();
    }
}
