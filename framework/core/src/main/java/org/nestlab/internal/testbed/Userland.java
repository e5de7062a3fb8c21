package org.nestlab.internal.testbed;

import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** How commands reach the userland of a machine, on so many of its CPUs. */
interface Userland extends AutoCloseable {

    CommandResult run(Command command);

    /** The memory that programs may use, for people. */
    String memory();

    @Override
    void close();
}
