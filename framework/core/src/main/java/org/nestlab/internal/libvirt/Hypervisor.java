package org.nestlab.internal.libvirt;

import java.time.Duration;
import org.libvirt.LibvirtException;
import org.nestlab.HostNotCapableException;

/**
 * One level's libvirt. The same code serves every level; only the URI differs: {@code qemu:///system} for the host,
 * {@code qemu+unix:///system?socket=…} for a guest's through a pumped socket, {@code test:///default} for tests.
 *
 * <p>It may be used by many threads. Domains started with {@link Start#AUTODESTROY} live no longer than it does.
 */
public final class Hypervisor implements AutoCloseable {

    private final String uri;
    private final Link link;
    private final Domains domains;
    private final Networks networks;
    private final Pools pools;
    private final Node node;

    private Hypervisor(String uri, Link link) {
        this.uri = uri;
        this.link = link;
        this.domains = new Domains(link);
        this.networks = new Networks(link);
        this.pools = new Pools(link);
        this.node = new Node(link);
    }

    /**
     * Connects.
     *
     * @param uri libvirt's URI of the hypervisor
     * @param label whose libvirt it is, for messages, for example {@code L0 host}
     * @throws HostNotCapableException if libvirt's library is missing, its daemon does not answer or refuses; the
     *     message says which, and what to do
     * @throws org.nestlab.NoAnswerException if the daemon takes the connection and says nothing
     */
    public static Hypervisor connect(String uri, String label) {
        return connect(uri, label, CallTimeout.FOR_A_QUESTION);
    }

    static Hypervisor connect(String uri, String label, Duration atMost) {
        VirtLibrary library = VirtLibrary.load("virt", label);
        try {
            return new Hypervisor(uri, Link.open(library, uri, label, atMost));
        } catch (LibvirtException e) {
            throw ConnectFailure.explain(uri, label, new LibvirtFailure(e));
        } catch (LibvirtFailure e) {
            throw ConnectFailure.explain(uri, label, e);
        }
    }

    public String uri() {
        return uri;
    }

    /** Whose libvirt it is, for example {@code L0 host}. */
    public String label() {
        return link.label();
    }

    Link link() {
        return link;
    }

    /** Whether it is open and the far end was there when last heard of. */
    public boolean isAlive() {
        return link.isAlive();
    }

    public Domains domains() {
        return domains;
    }

    public Networks networks() {
        return networks;
    }

    public Pools pools() {
        return pools;
    }

    /** The machine that libvirt runs on. */
    public Node node() {
        return node;
    }

    /** Closes the connection after a call that is in progress; closing again does nothing. */
    @Override
    public void close() {
        link.close();
    }
}
