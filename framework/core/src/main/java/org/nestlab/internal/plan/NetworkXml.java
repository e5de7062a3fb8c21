package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.xml.XmlElement;

/**
 * A hypervisor's network as libvirt XML, with a fixed address for each guest. It has NAT, no firewall rules, or no
 * forwarding; without forwarding, libvirt's firewall rejects packets between the bridge and other networks.
 */
public final class NetworkXml {

    private NetworkXml() {}

    /**
     * The definition of the network.
     *
     * @param owner the UUID of the state folder, from which a later process sees that the network belongs to its user
     */
    public static String of(HypervisorPlan hypervisor, LabId lab, UUID owner) {
        NetworkPlan network = hypervisor.network();
        List<XmlElement> hosts = new ArrayList<>();
        for (GuestPlan guest : hypervisor.guests()) {
            hosts.add(XmlElement.of("host").attr("mac", guest.mac()).attr("ip", guest.address()));
        }
        XmlElement dhcp = XmlElement.of("dhcp")
                .child(XmlElement.of("range")
                        .attr("start", network.subnet().address(100))
                        .attr("end", network.subnet().address(199)))
                .children(hosts);
        return XmlElement.of("network")
                .child("name", network.name())
                .child("uuid", network.uuid().toString())
                .child(new Ownership(lab.value(), owner, hypervisor.level().depth(), network.name()).toXml())
                .children(forward(network.forward()))
                .child(XmlElement.of("bridge").attr("name", network.bridge()).attr("stp", "off"))
                .child(XmlElement.of("ip")
                        .attr("address", network.gateway())
                        .attr("prefix", network.subnet().prefix())
                        .child(dhcp))
                .toString();
    }

    private static List<XmlElement> forward(NetworkPlan.Forward forward) {
        return switch (forward) {
            case NONE -> List.of();
            case NAT -> List.of(XmlElement.of("forward").attr("mode", "nat"));
            case OPEN -> List.of(XmlElement.of("forward").attr("mode", "open"));
        };
    }
}
