package org.nestlab.internal.running;

import java.nio.file.Path;
import org.nestlab.internal.container.ContainerFolder;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;

/** A hypervisor in a container that was never started. */
public final class PaperContainer {

    private PaperContainer() {}

    /** The host of a lab, with its libvirt in such a container. */
    public static HostHypervisor on(OpenHost open, Site site, LabState lab) {
        ContainerFolder folder =
                ContainerFolder.of(Path.of("/nonexistent"), lab.plan().id());
        LabContainer container = new LabContainer(Containers.ofHost(), lab.context(), folder, "Debian trixie");
        return new HostHypervisor(open, site, container, null);
    }
}
