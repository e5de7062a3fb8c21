package org.nestlab.internal.migration;

import org.nestlab.ProvisioningException;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.journal.PlannedResources;
import org.nestlab.internal.libvirt.NetworkInfo;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.site.Site;

/** The network of a guest that is to be migrated, once more where it goes to. */
final class NetworkTwin {

    private final LabServices lab;

    NetworkTwin(LabServices lab) {
        this.lab = lab;
    }

    /**
     * Makes it, unless it is there: the same subnet, and the same gateway down to its hardware address, which the guest
     * remembers.
     *
     * @param plan whose network has the name of the bridge over there
     */
    void make(Site from, Site there, HypervisorPlan plan) {
        if (there.libvirt().networks().find(plan.network().uuid()).isPresent()) {
            return;
        }
        String xml = from.libvirt()
                .networks()
                .find(plan.network().uuid())
                .map(NetworkInfo::xml)
                .orElseThrow(() -> new ProvisioningException("%s: its network %s is gone from its libvirt"
                        .formatted(from.machine().label(), plan.network().name())));
        lab.journal().before(new PlannedResources(there.isContainer()).network(plan));
        // <bridge name='nl0badcafel1' stp='off' delay='0'/>
        String bridge = "<bridge name='%s'".formatted(plan.network().bridge());
        there.libvirt().networks().create(xml.replaceFirst("<bridge name='[^']*'", bridge));
    }
}
