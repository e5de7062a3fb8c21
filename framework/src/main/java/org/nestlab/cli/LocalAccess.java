package org.nestlab.cli;

import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.libvirt.NodeInfo;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Host;

/** This machine as the host. */
final class LocalAccess implements HostAccess {

    @Override
    public Open open(String uri) {
        LibvirtUri.refusePassword(uri);
        if (!uri.matches("(qemu|test)://.*")) {
            throw new LabConfigurationException(
                    "'%s' is no libvirt URI of this machine: wanted one like qemu:///system".formatted(uri));
        }
        return new OpenHere(uri, new LocalShell("L0 host"));
    }

    private record OpenHere(String uri, LocalShell shell) implements Open {

        @Override
        public Host host() {
            return new ShellHost(shell, uri);
        }

        @Override
        public Connection connect() {
            return connect(uri);
        }

        @Override
        public void close() {
            shell.close();
        }

        private static Connection connect(String uri) {
            try (Hypervisor hypervisor = Hypervisor.connect(uri, "L0 host")) {
                NodeInfo node = hypervisor.node().info();
                return new Connection(
                        uri,
                        true,
                        "%s %s, libvirt %s"
                                .formatted(node.hypervisor(), node.hypervisorVersion(), node.libvirtVersion()));
            } catch (HostNotCapableException e) {
                return new Connection(uri, false, String.valueOf(e.getMessage()));
            }
        }
    }
}
