package org.nestlab.machine;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A machine of a lab, at any level: commands, probes and workloads take one without asking which. A handle never owns
 * what it stands for: the lab does.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Machine permits Host, Guest {

    /** The level: the host is on L0, its guests are on L1. */
    Level level();

    /** The name within its lab, for example {@code host}, {@code hypervisor}; unique among the guests of one level. */
    String name();

    /**
     * Runs a command and waits for its end; what its exit status means is the caller's business.
     *
     * @throws org.nestlab.GuestCommandException if the deadline passes or the machine cannot be reached
     */
    CommandResult run(Command command);

    /** {@link #run(Command)} of a {@linkplain Command#shell(String) shell script}. */
    default CommandResult run(String script) {
        return run(Command.shell(script));
    }

    /** Copies a file to the machine; the target's folder exists. */
    void upload(Path local, String remote);

    /** Copies a file from the machine, replacing what is there. */
    void download(String remote, Path local);

    /** Level and name, as in {@code L1 hypervisor}. */
    default String label() {
        return level() + " " + name();
    }
}
