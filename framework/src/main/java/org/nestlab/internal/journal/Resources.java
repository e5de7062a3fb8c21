package org.nestlab.internal.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.LabId;
import org.nestlab.machine.Level;

/** What the journal is told of each resource: enough to find it again, and to be sure that it is the same one. */
public final class Resources {

    /** The file in a lab's folder on the host that says whose folder it is. */
    public static final String OWNER_FILE = "nestlab-owner";

    /** The fact that says on which level's machine a resource is. */
    public static final String ON = "on";

    /** The kind of a changed nesting setup, as {@code NestingSwitch} calls it. */
    public static final String NESTING = "nesting";

    /** The kind of a container that a lab's hypervisor is in. */
    public static final String CONTAINER = "container";

    /** The kind of the host's way to the guests in it. */
    public static final String ROUTE = "route";

    /** Where a resource is that goes with the container of its libvirt. */
    private static final String IN_CONTAINER = "L0 container";

    /** The journal's word for a domain of the user's whose definition was changed for a while. */
    public static final String DEFINITION = "definition";

    private Resources() {}

    /** A change of the host itself. */
    public static Map<String, String> change(Map<String, String> facts) {
        Map<String, String> onHost = new TreeMap<>(facts);
        onHost.put(ON, Level.L0.toString());
        return onHost;
    }

    public static Map<String, String> container(LabId lab, Path folder) {
        return Map.of(ON, Level.L0.toString(), "name", "nestlab-" + lab, "path", folder.toString());
    }

    public static Map<String, String> route(String subnet, String address) {
        return Map.of(
                ON, Level.L0.toString(), "name", subnet + " via " + address, "subnet", subnet, "address", address);
    }

    private static String on(boolean container, Level level) {
        return container ? IN_CONTAINER : level.toString();
    }

    public static Map<String, String> network(boolean container, HypervisorPlan plan) {
        return Map.of(
                ON,
                on(container, plan.level()),
                "name",
                plan.network().name(),
                "uuid",
                plan.network().uuid().toString(),
                "bridge",
                plan.network().bridge(),
                "subnet",
                plan.network().subnet().toString());
    }

    public static Map<String, String> folder(HypervisorPlan plan) {
        return Map.of(ON, plan.level().toString(), "path", plan.folder());
    }

    /** The lab's on the host. */
    public static Map<String, String> folder(String path) {
        return Map.of(ON, Level.L0.toString(), "path", path);
    }

    public static Map<String, String> pool(boolean container, HypervisorPlan plan) {
        return Map.of(
                ON,
                on(container, plan.level()),
                "name",
                plan.poolName(),
                "uuid",
                plan.poolUuid().toString());
    }

    public static Map<String, String> domain(boolean container, GuestPlan guest) {
        return Map.of(
                ON,
                on(container, new Level(guest.level().depth() - 1)),
                "name",
                guest.domainName(),
                "uuid",
                guest.uuid().toString());
    }
}
