package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.engine.OwnLines.Whose;

/** Whose the traces on a host are, by lines of a real one on which labs of several runs came and went. */
class OwnLinesTests {

    private static final OwnLines OWN = new OwnLines(Set.of("0badcafe"), Set.of("192.168.200"), Set.of("4711"));

    private static final HostSnapshot IDLE = HostSnapshot.parse("== routes\ndefault via 192.0.2.1 dev eth0\n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+ domains nestlab-0badcafe-hypervisor",
                "+ links nl0badcafel0",
                "+ ports master nl0badcafel0",
                "+ routes 192.168.200.0/24 dev nl0badcafel0 proto",
                "+ routes 192.168.200.0/24 via 172.17.0.3 dev",
                "+ state /var/lib/nestlab-it-4711/labs/0badcafe/disk.qcow2",
                "+ state /var/lib/nestlab-it-4711/journal/0badcafe.jsonl",
                "+ containers nestlab-0badcafe-2",
                "+ firewall -A LIBVIRT_FWO -i nl0badcafel0 -j REJECT --reject-with icmp-port-unreachable",
                "+ firewall -A LIBVIRT_PRT -s 192.168.200.0/24 ! -d 192.168.200.0/24 -j MASQUERADE",
                "+ measuring NESTLAB_BED=0badcafe",
                "+ sockets /tmp/nestlab-4711-8273645"
            })
    void whatIsOfOneOfTheseLabsIsTheirs(String line) {
        assertThat(OWN.of(line, IDLE)).isEqualTo(Whose.OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- domains nestlab-c8e21c93-hypervisor",
                "+ links nlc8e21c93l0",
                "- routes 192.168.201.0/24 dev nlc8e21c93l0 proto",
                "+ routes 192.168.201.0/24 via 172.17.0.3 dev",
                "+ firewall -A LIBVIRT_PRT -s 192.168.201.0/24 ! -d 192.168.201.0/24 -j MASQUERADE",
                "- measuring NESTLAB_BED=c8e21c93",
                "+ sockets /tmp/nestlab-4712-8273645"
            })
    void whatIsOfALabOfAnotherRunIsAnothers(String line) {
        assertThat(OWN.of(line, IDLE)).isEqualTo(Whose.ANOTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- networks default",
                "+ links vnet16",
                "- modules /sys/module/kvm_amd/parameters/nested:1",
                "+ device root:root 600",
                "- firewall -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT"
            })
    void whatNamesNoLabIsNobodys(String line) {
        assertThat(OWN.of(line, IDLE)).isEqualTo(Whose.NOBODYS);
    }

    @Test
    void aSubnetThatAnotherLabHasGotSinceIsAnothers() {
        String line = "+ firewall -A LIBVIRT_PRT -s 192.168.200.0/24 -j MASQUERADE";
        HostSnapshot bridge = HostSnapshot.parse("== routes\n192.168.200.0/24 dev nlc8e21c93l0 proto kernel\n");
        HostSnapshot container = HostSnapshot.parse(
                "== routes\n192.168.200.0/24 via 172.17.0.3 dev docker0\n== addresses\n172.17.0.3 /nestlab-c8e21c93\n");

        assertThat(OWN.of(line, IDLE)).isEqualTo(Whose.OWN);
        assertThat(OWN.of(line, bridge)).isEqualTo(Whose.ANOTHERS);
        assertThat(OWN.of(line, container)).isEqualTo(Whose.ANOTHERS);
        assertThat(OWN.of("+ routes 192.168.200.0/24 via 172.17.0.3 dev", container))
                .isEqualTo(Whose.ANOTHERS);
    }
}
