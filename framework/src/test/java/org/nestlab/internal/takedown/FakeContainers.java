package org.nestlab.internal.takedown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.nestlab.internal.container.ContainerPlan;
import org.nestlab.internal.container.Containers;
import org.nestlab.spec.HypervisorSpec;

/** Containers that exist in memory alone, by the lab that they belong to. */
public final class FakeContainers implements Containers {

    private final Map<String, UUID> owners = new LinkedHashMap<>();
    private final List<String> removed = new ArrayList<>();

    public void add(String lab, UUID owner) {
        owners.put(lab, owner);
    }

    /** The labs whose containers somebody wanted removed, in that order. */
    public List<String> removed() {
        return removed;
    }

    @Override
    public String image(HypervisorSpec hypervisor, Path cache, Consumer<String> progress) {
        return "fake:" + hypervisor.words();
    }

    @Override
    public String start(ContainerPlan plan) {
        owners.put(plan.lab().value(), plan.owner());
        return "172.17.0.2";
    }

    @Override
    public Optional<String> end(String name) {
        return owners.containsKey(name.replaceFirst("^nestlab-", ""))
                ? Optional.empty()
                : Optional.of("gone: it was removed from outside");
    }

    @Override
    public String log(String name) {
        return "";
    }

    @Override
    public AutoCloseable whenEnded(String name, Runnable listener) {
        return () -> {};
    }

    @Override
    public void remove(String lab) {
        removed.add(lab);
        owners.remove(lab);
    }

    @Override
    public void removeOne(String lab, String name) {
        removed.add(name);
    }

    @Override
    public List<String> labsOf(UUID owner) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(owner))
                .map(Map.Entry::getKey)
                .toList();
    }
}
