package org.nestlab.internal.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.library.OptionalLibrary;
import org.nestlab.spec.HypervisorSpec;

/**
 * If Testcontainers is not on the class path, no lab can have a container; the exception says which dependency to add.
 */
final class NoContainers implements Containers {

    @Override
    public String image(HypervisorSpec hypervisor, Path cache, Consumer<String> progress) {
        throw missing(hypervisor.words());
    }

    @Override
    public String start(ContainerPlan plan) {
        throw missing("the container %s".formatted(plan.name()));
    }

    @Override
    public Optional<String> end(String name) {
        throw missing("the container %s".formatted(name));
    }

    @Override
    public String log(String name) {
        throw missing("the container %s".formatted(name));
    }

    @Override
    public AutoCloseable whenEnded(String name, Runnable listener) {
        throw missing("the container %s".formatted(name));
    }

    /** An earlier run left it behind: it stays in the journal, and in the report of what could not be removed. */
    @Override
    public void remove(String lab) {
        throw missing("removing the container of lab %s".formatted(lab));
    }

    @Override
    public void removeOne(String lab, String name) {
        throw missing("removing the container %s of lab %s".formatted(name, lab));
    }

    @Override
    public List<String> labsOf(UUID owner) {
        return List.of();
    }

    private static LabConfigurationException missing(String what) {
        return OptionalLibrary.TESTCONTAINERS.missing("L0 host: " + what);
    }
}
