package org.nestlab.internal.plan;

import java.util.UUID;

/**
 * The network on which one machine's guests live.
 *
 * @param name libvirt's name of it
 * @param bridge the interface on the machine, at most 15 characters
 * @param subnet its addresses: .1 is the machine, guests follow from .10
 * @param forwards whether the machine passes on, by NAT, what its guests send to elsewhere
 */
public record NetworkPlan(String name, UUID uuid, String bridge, Subnet subnet, boolean forwards) {

    static final int FIRST_GUEST = 10;

    public String gateway() {
        return subnet.address(1);
    }
}
