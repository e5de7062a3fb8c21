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
