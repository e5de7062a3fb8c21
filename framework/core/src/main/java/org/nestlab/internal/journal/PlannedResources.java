package org.nestlab.internal.journal;

import java.nio.file.Path;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.LabId;
import org.nestlab.machine.Level;

/**
 * What the parts of a plan are in the journal.
 *
 * @param inContainer whether the libvirt that makes them runs in a container: they are removed together with it
 */
public record PlannedResources(boolean inContainer) {

    /** The domain of a guest. */
    public Resource.Domain domain(GuestPlan guest) {
        Level above = new Level(guest.level().depth() - 1);
        return new Resource.Domain(on(above), guest.domainName(), guest.uuid().toString());
    }

    /** The network of a hypervisor's guests. */
    public Resource.Network network(HypervisorPlan plan) {
        return new Resource.Network(
                on(plan.level()),
                plan.network().name(),
                plan.network().uuid().toString(),
                plan.network().bridge(),
                plan.network().subnet().toString());
    }

    /** The storage pool of a hypervisor's guests. */
    public Resource.Pool pool(HypervisorPlan plan) {
        return new Resource.Pool(
                on(plan.level()), plan.poolName(), plan.poolUuid().toString());
    }

    /** The folder of that storage pool, which is outside of a container, too. */
    public static Resource.Folder folder(HypervisorPlan plan) {
        return new Resource.Folder(plan.level().toString(), plan.folder());
    }

    /**
     * The container of a lab.
     *
     * @param folder shared with the host
     */
    public static Resource.Container container(LabId lab, Path folder) {
        return new Resource.Container("nestlab-" + lab, folder.toString());
    }

    private String on(Level level) {
        return inContainer ? "L0 container" : level.toString();
    }
}
