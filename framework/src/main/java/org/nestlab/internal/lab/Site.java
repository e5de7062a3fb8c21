package org.nestlab.internal.lab;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.ssh.SocketForwarder;
import org.nestlab.machine.Machine;

/**
 * One machine that runs guests, ready to be worked on: its shell and its libvirt. The host and every guest hypervisor
 * are sites, and the same code provisions both.
 */
final class Site implements AutoCloseable {

    private final Machine machine;
    private final Shell shell;
    private final Hypervisor hypervisor;
    private final @Nullable SocketForwarder forwarder;

    /**
     * @param shell belongs to the machine and stays open
     * @param forwarder what carries the libvirt connection, null where it needs no carrying
     */
    Site(Machine machine, Shell shell, Hypervisor hypervisor, @Nullable SocketForwarder forwarder) {
        this.machine = machine;
        this.shell = shell;
        this.hypervisor = hypervisor;
        this.forwarder = forwarder;
    }

    Machine machine() {
        return machine;
    }

    Shell shell() {
        return shell;
    }

    Hypervisor libvirt() {
        return hypervisor;
    }

    /** Lets go of the libvirt connection; the carrier goes first, so that a dead guest cannot hold the call. */
    @Override
    public void close() {
        Optional.ofNullable(forwarder).ifPresent(SocketForwarder::close);
        hypervisor.close();
    }
}
