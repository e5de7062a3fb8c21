package org.nestlab.internal.plan;

import java.util.UUID;

/**
 * The network on which one machine's guests live.
 *
 * @param name libvirt's name of it
 * @param bridge the interface on the machine, at most 15 characters
 * @param subnet its addresses: .1 is the machine, guests follow from .10
 * @param forward what becomes of what its guests send to elsewhere
 */
public record NetworkPlan(String name, UUID uuid, String bridge, Subnet subnet, Forward forward) {

    /** What a machine does for its guests beyond its own network. */
    public enum Forward {
        /** Nothing. */
        NONE,
        /** Passes it on under the machine's own address. */
        NAT,
        /** Passes it on, both ways, as it is: the machine's own routes decide how far. */
        OPEN
    }

    static final int FIRST_GUEST = 10;

    public String gateway() {
        return subnet.address(1);
    }
}
