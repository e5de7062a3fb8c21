package org.nestlab.internal.plan;

import java.util.UUID;

/**
 * The network of one machine's guests.
 *
 * @param name its name in libvirt
 * @param bridge the interface on the machine, at most 15 characters
 * @param subnet its addresses: .1 is the machine, and guests begin at .10
 * @param forward how the machine treats packets of its guests to other networks
 */
public record NetworkPlan(String name, UUID uuid, String bridge, Subnet subnet, Forward forward) {

    /** How a machine treats packets of its guests to other networks. */
    public enum Forward {
        /** Does not forward them. */
        NONE,
        /** Forwards them under the machine's own address. */
        NAT,
        /** Forwards them unchanged, in both directions; the machine's routes decide how far. */
        OPEN
    }

    static final int FIRST_GUEST = 10;

    public String gateway() {
        return subnet.address(1);
    }
}
