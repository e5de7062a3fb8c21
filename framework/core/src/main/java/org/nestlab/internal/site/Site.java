package org.nestlab.internal.site;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.ssh.SocketForwarder;
import org.nestlab.machine.Machine;

/**
 * One machine that runs guests, ready to be worked on: its shell and its libvirt. The host and every guest hypervisor
 * are sites, and the same code provisions both. The libvirt of the host may be in a container, its shell never is.
 */
public final class Site implements AutoCloseable {

    private final Machine machine;
    private final Shell shell;
    private final @Nullable Hypervisor hypervisor;
    private final @Nullable SocketForwarder forwarder;
    private final boolean container;

    /**
     * @param shell belongs to the machine and stays open
     * @param forwarder what carries the libvirt connection, null where it needs no carrying
     */
    public Site(Machine machine, Shell shell, Hypervisor hypervisor, @Nullable SocketForwarder forwarder) {
        this(machine, shell, hypervisor, forwarder, false);
    }

    private Site(
            Machine machine,
            Shell shell,
            @Nullable Hypervisor hypervisor,
            @Nullable SocketForwarder forwarder,
            boolean container) {
        this.machine = machine;
        this.shell = shell;
        this.hypervisor = hypervisor;
        this.forwarder = forwarder;
        this.container = container;
    }

    /** A machine whose libvirt is in a container of it. */
    public static Site inContainer(Machine machine, Shell shell, Hypervisor hypervisor) {
        return new Site(machine, shell, hypervisor, null, true);
    }

    /** A machine whose libvirt is never asked. */
    public static Site withoutLibvirt(Machine machine, Shell shell) {
        return new Site(machine, shell, null, null, false);
    }

    /** Whether what its libvirt makes goes with a container. */
    public boolean isContainer() {
        return container;
    }

    /** Whether there is a connection to its libvirt. */
    public boolean hasLibvirt() {
        return hypervisor != null;
    }

    public Machine machine() {
        return machine;
    }

    public Shell shell() {
        return shell;
    }

    public Hypervisor libvirt() {
        return Optional.ofNullable(hypervisor)
                .orElseThrow(
                        () -> new IllegalStateException(machine.label() + ": it has no connection to its libvirt"));
    }

    /** Closes the libvirt connection. The transport is closed first, so that a dead guest cannot block the call. */
    @Override
    public void close() {
        Optional.ofNullable(forwarder).ifPresent(SocketForwarder::close);
        Optional.ofNullable(hypervisor).ifPresent(Hypervisor::close);
    }
}
