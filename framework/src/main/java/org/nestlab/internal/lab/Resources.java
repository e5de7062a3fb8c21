package org.nestlab.internal.lab;

import java.util.Map;
import java.util.TreeMap;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.machine.Level;

/** What the journal is told of each resource: enough to find it again, and to be sure that it is the same one. */
final class Resources {

    /** The file in a lab's folder on the host that says whose folder it is. */
    static final String OWNER_FILE = "nestlab-owner";

    /** The fact that says on which level's machine a resource is. */
    static final String ON = "on";

    /** The kind of a changed nesting setup, as {@code NestingSwitch} calls it. */
    static final String NESTING = "nesting";

    /** The journal's word for a domain of the user's whose definition was changed for a while. */
    static final String DEFINITION = "definition";

    private Resources() {}

    /** A change of the host itself. */
    static Map<String, String> change(Map<String, String> facts) {
        Map<String, String> onHost = new TreeMap<>(facts);
        onHost.put(ON, Level.L0.toString());
        return onHost;
    }

    static Map<String, String> network(HypervisorPlan plan) {
        return Map.of(
                ON,
                plan.level().toString(),
                "name",
                plan.network().name(),
                "uuid",
                plan.network().uuid().toString(),
                "bridge",
                plan.network().bridge(),
                "subnet",
                plan.network().subnet().toString());
    }

    static Map<String, String> folder(HypervisorPlan plan) {
        return Map.of(ON, plan.level().toString(), "path", plan.folder());
    }

    static Map<String, String> pool(HypervisorPlan plan) {
        return Map.of(
                ON,
                plan.level().toString(),
                "name",
                plan.poolName(),
                "uuid",
                plan.poolUuid().toString());
    }

    static Map<String, String> domain(GuestPlan guest) {
        return Map.of(
                ON,
                new Level(guest.level().depth() - 1).toString(),
                "name",
                guest.domainName(),
                "uuid",
                guest.uuid().toString());
    }
}
