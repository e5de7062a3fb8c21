package org.nestlab.internal.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.libvirt.NodeInfo;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.ssh.HostKeyCheck;
import org.nestlab.internal.ssh.ReconnectingShell;
import org.nestlab.internal.ssh.SocketForwarder;
import org.nestlab.internal.ssh.SshIdentity;
import org.nestlab.internal.ssh.SshShell;
import org.nestlab.internal.ssh.SshTarget;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the machines that run guests: the host, here or behind SSH, and every guest hypervisor. */
public final class Sites {

    private static final Logger LOG = LoggerFactory.getLogger(Sites.class);
    private static final Duration LOGIN = Duration.ofSeconds(60);
    private static final Set<String> LOCAL = Set.of("qemu", "qemu+unix", "test");
    private static final AtomicInteger SOCKETS = new AtomicInteger();

    /**
     * Opens the host of a libvirt URI: {@code qemu:///system} is this machine, {@code qemu+ssh://user@host/system}
     * another one, {@code qemu+unix:///system?socket=…} a libvirt of this machine with a socket of its own. Query
     * parameters {@code keyfile} and {@code known_hosts} mean what they mean to libvirt.
     *
     * @throws LabConfigurationException if it is a URI of another kind
     */
    public OpenHost openHost(String uri) {
        LibvirtUri.refusePassword(uri);
        URI parsed = parse(uri);
        String scheme = Optional.ofNullable(parsed.getScheme()).orElse("");
        if (scheme.equals("qemu+ssh")) {
            SshTarget target = target(uri, parsed);
            Supplier<SshShell> login = () -> SshShell.open(target, new LocalShell("this machine"), LOGIN);
            Shell shell = ReconnectingShell.of(login.get(), login, LOG::warn);
            return new OpenHost(new ShellHost(shell, uri), shell, true);
        }
        if (!LOCAL.contains(scheme)) {
            throw new LabConfigurationException(
                    "nestlab.connect is '%s'; expected qemu:///system, qemu+unix:///system?socket=/path or qemu+ssh://user@host/system"
                            .formatted(uri));
        }
        Shell shell = new LocalShell("L0 host");
        return new OpenHost(new ShellHost(shell, uri), shell, false);
    }

    /**
     * Connects to the libvirt of an open host; the shell stays the host's.
     *
     * @throws org.nestlab.HostNotCapableException if there is no libvirt or it refuses
     */
    public Site host(OpenHost host) {
        String uri = host.host().libvirtUri();
        if (!host.remote()) {
            return new Site(host.host(), host.shell(), Hypervisor.connect(uri, "L0 host"), null);
        }
        return forwarded(host.host(), host.shell(), LibvirtUri.onItself(uri).replaceAll("\\?.*", ""));
    }

    /**
     * What the libvirt of an open host says of itself, connected to as a lab connects.
     *
     * @throws org.nestlab.HostNotCapableException if there is no libvirt or it refuses
     */
    public NodeInfo node(OpenHost host) {
        try (Site site = host(host)) {
            return site.libvirt().node().info();
        }
    }

    /** Where labs have their folders on an open host. */
    public static String labsFolder(OpenHost host, Path stateDir) {
        return LabFolders.on(host, stateDir);
    }

    /** The host without its libvirt, for a lab that brings its own. */
    public Site withoutLibvirt(OpenHost host) {
        return Site.withoutLibvirt(host.host(), host.shell());
    }

    /**
     * Connects to the libvirt inside a guest.
     *
     * @param shell the guest's own session
     */
    public Site inside(Machine guest, Shell shell) {
        return forwarded(guest, shell, "qemu:///system");
    }

    private static Site forwarded(Machine machine, Shell shell, String uri) {
        Path socket = SocketFolder.path().resolve(machine.level() + "-" + SOCKETS.incrementAndGet());
        SocketForwarder forwarder = SocketForwarder.serve(socket, () -> shell.open(SocketForwarder.toLibvirt(uri)));
        try {
            String through = uri.replaceFirst("^qemu:", "qemu+unix:") + "?socket=" + socket;
            return new Site(machine, shell, Hypervisor.connect(through, machine.label()), forwarder);
        } catch (RuntimeException e) {
            Closing.after(e, forwarder);
            throw e;
        }
    }

    private static URI parse(String uri) {
        try {
            return URI.create(uri);
        } catch (IllegalArgumentException e) {
            throw new LabConfigurationException(
                    "nestlab.connect is '%s', which is not a valid URI; expected qemu:///system or qemu+ssh://user@host/system"
                            .formatted(uri),
                    e);
        }
    }

    private static SshTarget target(String uri, URI parsed) {
        String host = Optional.ofNullable(parsed.getHost())
                .orElseThrow(() -> new LabConfigurationException(
                        "nestlab.connect is '%s', which names no host; expected qemu+ssh://user@host/system"
                                .formatted(uri)));
        Map<String, String> query = new HashMap<>();
        for (String pair : Optional.ofNullable(parsed.getQuery()).orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        SshIdentity identity = query.containsKey("keyfile")
                ? new SshIdentity.KeyFile(Path.of(query.get("keyfile")))
                : new SshIdentity.User();
        HostKeyCheck check = query.containsKey("known_hosts")
                ? new HostKeyCheck.KnownHosts(Path.of(query.get("known_hosts")))
                : HostKeyCheck.KnownHosts.ofUser();
        String user = Optional.ofNullable(parsed.getUserInfo()).orElse(System.getProperty("user.name"));
        int port = parsed.getPort() < 0 ? 22 : parsed.getPort();
        return new SshTarget(Level.L0 + " host", host, port, user, identity, check);
    }
}
