package org.nestlab.internal.running;

import java.nio.file.Path;
import java.util.List;
import org.nestlab.internal.container.ContainerFolder;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Level;
import org.nestlab.spec.HypervisorSpec;

/** Starts the containers of one lab: the one that it comes up on, and another one each time its L1 is migrated. */
public final class LabContainers {

    private final Containers containers;
    private final LabServices lab;
    private final ContainerFolder folder;
    private final Path cache;
    private final Path labFolder;
    private final List<Path> files;
    private int started;

    /**
     * @param folder of the first container
     * @param cache for what their images are made of
     * @param labFolder the lab's folder on the host
     * @param files what else each of them opens
     */
    public LabContainers(
            Containers containers,
            LabServices lab,
            ContainerFolder folder,
            Path cache,
            Path labFolder,
            List<Path> files) {
        this.containers = containers;
        this.lab = lab;
        this.folder = folder;
        this.cache = cache;
        this.labFolder = labFolder;
        this.files = files;
    }

    /** Starts one and connects to the libvirt in it. */
    public synchronized HostHypervisor start(HypervisorSpec hypervisor, Shell shell) {
        String image = containers.image(hypervisor, cache, lab.steps()::say);
        started++;
        ContainerFolder own = started == 1 ? folder : folder.another(started);
        LabContainer container = new LabContainer(containers, lab, own, hypervisor.words());
        try {
            lab.steps()
                    .run(
                            Level.L0,
                            "L0: container with " + hypervisor.words(),
                            () -> container.start(image, labFolder, files));
            ShellHost host = new ShellHost(shell, container.uri());
            Site site = Site.inContainer(host, shell, Hypervisor.connect(container.uri(), LabContainer.LABEL));
            return new HostHypervisor(new OpenHost(host, shell, false), site, container, this);
        } catch (RuntimeException e) {
            remove(container, e);
            throw e;
        }
    }

    private static void remove(LabContainer container, RuntimeException failure) {
        try {
            container.remove();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
