package org.nestlab.internal.testbed;

import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;

/**
 * The userland of the machine whose hypervisor runs a guest, for the other end of what the guest does. Where that is
 * the host it is the image's, set up when it is first asked for, with all CPUs and no limit of memory.
 */
final class ParentUserland implements AutoCloseable {

    private final Machine machine;
    private final Host host;
    private final HostSide side;
    private @Nullable HostUserland onHost;

    ParentUserland(Machine machine, Host host, HostSide side) {
        this.machine = machine;
        this.host = host;
        this.side = side;
    }

    CommandResult run(Command command) {
        if (!(machine instanceof Guest guest)) {
            throw new LabConfigurationException(
                    "%s: no hypervisor runs it, so there is no other end: compare guests only"
                            .formatted(machine.label()));
        }
        if (guest.parent() instanceof Guest parent) {
            return parent.run(command);
        }
        if (onHost == null) {
            onHost = HostUserland.prepare(host, side, HostUserland.ALL_CPUS, HostUserland.UNLIMITED);
        }
        return onHost.run(command);
    }

    @Override
    public void close() {
        if (onHost != null) {
            onHost.close();
        }
    }
}
