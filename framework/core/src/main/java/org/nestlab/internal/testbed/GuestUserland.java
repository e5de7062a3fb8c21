package org.nestlab.internal.testbed;

import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Guest;

/** A guest's own userland, on its first CPUs. */
record GuestUserland(Guest guest, int cpus) implements Userland {

    @Override
    public CommandResult run(Command command) {
        return guest.run(cpus < guest.spec().vcpus() ? onFirst(cpus, command) : command);
    }

    private static Command onFirst(int cpus, Command command) {
        String line = "exec taskset -c 0-%d sh -c %s".formatted(cpus - 1, Command.quote(command.line()));
        return command.withLine(line);
    }

    @Override
    public String memory() {
        return guest.spec().memoryMib() + " MiB";
    }

    /** Nothing was set up. */
    @Override
    public void close() {}
}
