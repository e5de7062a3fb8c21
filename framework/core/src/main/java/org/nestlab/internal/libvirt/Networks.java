package org.nestlab.internal.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.LibvirtException;
import org.libvirt.Network;
import org.nestlab.internal.xml.XmlDoc;

/** The networks of one libvirt. */
public final class Networks {

    private final Link link;

    Networks(Link link) {
        this.link = link;
    }

    /**
     * Starts a network that is gone once it is destroyed.
     *
     * @throws org.nestlab.ProvisioningException if libvirt refuses, as where name, UUID, bridge or subnet is taken
     */
    public NetworkInfo create(String xml) {
        String doing =
                "creating network " + XmlDoc.parse(xml).text("/network/name").orElse("without a name");
        return link.get(doing, connect -> Link.using(connect.networkCreateXML(xml), Network::free, Networks::describe));
    }

    public Optional<NetworkInfo> find(UUID uuid) {
        return link.find(
                "looking for network " + uuid,
                connect -> Link.using(connect.networkLookupByUUID(uuid), Network::free, Networks::describe));
    }

    public Optional<NetworkInfo> find(String name) {
        return link.find(
                "looking for network " + name,
                connect -> Link.using(connect.networkLookupByName(name), Network::free, Networks::describe));
    }

    /** All networks, up or only defined. One that goes while they are listed is left out. */
    public List<NetworkInfo> list() {
        List<String> names = new ArrayList<>(link.get("listing networks", connect -> List.of(connect.listNetworks())));
        names.addAll(link.get("listing networks", connect -> List.of(connect.listDefinedNetworks())));
        return names.stream().distinct().flatMap(name -> find(name).stream()).toList();
    }

    /**
     * Takes a network down; a persistent one keeps its definition.
     *
     * @return whether it was there
     */
    public boolean destroy(UUID uuid) {
        return link.find(
                        "destroying network " + uuid,
                        connect -> Link.using(connect.networkLookupByUUID(uuid), Network::free, network -> {
                            network.destroy();
                            return true;
                        }))
                .isPresent();
    }

    private static NetworkInfo describe(Network network) throws LibvirtException {
        return new NetworkInfo(
                network.getName(),
                UUID.fromString(network.getUUIDString()),
                network.isActive() == 1,
                network.isPersistent() == 1,
                network.getXMLDesc(0));
    }
}
