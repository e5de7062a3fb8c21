package org.nestlab.internal.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.function.Consumer;
import org.nestlab.spec.HypervisorSpec;

/**
 * The containers of labs, whose ids they carry as a label: one for each, and two while its L1 is migrated between them.
 */
public interface Containers {

    /** Those of the Docker of this machine, or of DOCKER_HOST; looks for no Docker yet. */
    static Containers ofHost() {
        return ServiceLoader.load(ContainerSupport.class, ContainerSupport.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(ContainerSupport::isPresent)
                .findFirst()
                .map(ContainerSupport::containers)
                .orElseGet(NoContainers::new);
    }

    /**
     * The image of a hypervisor, made or pulled where it is not there.
     *
     * @param cache a folder for what is built
     * @param progress is given a line now and then while that takes
     * @return its name
     * @throws org.nestlab.HostNotCapableException if it is not there and cannot be had, or there is no Docker
     * @throws org.nestlab.LabConfigurationException if Testcontainers is not on the class path
     */
    String image(HypervisorSpec hypervisor, Path cache, Consumer<String> progress);

    /**
     * Starts a lab's container and waits until its libvirt listens.
     *
     * @return its address on the host
     * @throws org.nestlab.HostNotCapableException if it cannot be started, or ends before its libvirt listens
     */
    String start(ContainerPlan plan);

    /** Why the container of this name does not run, for example {@code exited with status 137}; empty while it runs. */
    Optional<String> end(String name);

    /** The last lines that it printed; empty where it printed none or is gone. */
    String log(String name);

    /** Calls the listener once, when the container ends; the handle that is given back ends the watch before. */
    AutoCloseable whenEnded(String name, Runnable listener);

    /** Kills and removes the lab's containers; where there is none it is no failure. */
    void remove(String lab);

    /**
     * Kills and removes the lab's container of this name; where the lab has none, whoever else has, it is no failure.
     */
    void removeOne(String lab, String name);

    /** The labs of a state folder that have a container, up or not; none where no Docker answers. */
    List<String> labsOf(UUID owner);
}
