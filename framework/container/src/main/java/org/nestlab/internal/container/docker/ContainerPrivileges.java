package org.nestlab.internal.container.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nestlab.internal.container.ContainerPlan;

/** What a hypervisor's container may do: no more than libvirt was seen to need. */
final class ContainerPrivileges {

    /**
     * Fewer than Docker's own default set, but for NET_ADMIN: bridges, taps and routes of the container's own network.
     */
    static final List<Capability> CAPABILITIES = List.of(
            Capability.NET_ADMIN,
            Capability.NET_RAW,
            Capability.NET_BIND_SERVICE,
            Capability.CHOWN,
            Capability.DAC_OVERRIDE,
            Capability.FOWNER,
            Capability.KILL,
            Capability.SETUID,
            Capability.SETGID,
            Capability.SETPCAP);

    private static final List<String> DEVICES = List.of("/dev/kvm", "/dev/net/tun");

    /** Docker's own list but for /proc/sys. */
    private static final List<String> READ_ONLY = List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sysrq-trigger");

    private static final Path SYSCTL = Path.of("/proc/sys");

    private ContainerPrivileges() {}

    static void give(CreateContainerCmd command, ContainerPlan plan) {
        command.withHostConfig(new Narrow()
                .withInit(true)
                .withCapDrop(Capability.ALL)
                .withCapAdd(CAPABILITIES.toArray(Capability[]::new))
                // AppArmor's profile for containers refuses to write to /proc/sys too. Docker's seccomp filter stays
                // on.
                .withSecurityOpts(List.of("apparmor=unconfined"))
                .withDevices(DEVICES.stream()
                        .filter(device -> Files.exists(Path.of(device)))
                        .map(device -> new Device("rwm", device, device))
                        .toList())
                .withBinds(binds(plan)));
    }

    /**
     * Of /proc/sys only {@code net} can be written, where libvirt sets the options of its bridge: it is the container's
     * own. The rest is the host's, and kernel.core_pattern alone would make the container's root the host's.
     */
    static List<String> readOnly() {
        try (Stream<Path> options = Files.list(SYSCTL)) {
            return Stream.concat(
                            READ_ONLY.stream(),
                            options.filter(path -> !path.equals(SYSCTL.resolve("net")))
                                    .map(Path::toString))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(SYSCTL + " cannot be listed", e);
        }
    }

    /**
     * With the list of read-only paths, for which docker-java has no name; Docker's systempaths=unconfined would empty
     * it.
     */
    private static final class Narrow extends HostConfig {

        private static final long serialVersionUID = 1;

        @Override
        public Map<String, Object> getRawValues() {
            return Map.of("ReadonlyPaths", readOnly());
        }
    }

    private static List<Bind> binds(ContainerPlan plan) {
        List<Bind> binds = new ArrayList<>();
        binds.add(new Bind(plan.folder().run().toString(), new Volume("/run/nestlab")));
        binds.add(new Bind(plan.folder().log().toString(), new Volume("/var/log/libvirt/qemu")));
        binds.add(new Bind(plan.disks().toString(), new Volume(plan.disks().toString())));
        for (Path path : plan.readable()) {
            binds.add(new Bind(path.toString(), new Volume(path.toString()), AccessMode.ro));
        }
        return binds;
    }
}
