package org.nestlab.internal.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.nestlab.machine.Level;

/**
 * What a lab creates or changes, as its journal has it: enough to find it again, and to be sure that it is the same
 * one. Each kind is removed by a method of {@link ResourceRemover}: one that cannot be removed does not compile.
 * {@link PlannedResources} says which of them a plan makes.
 */
public sealed interface Resource {

    /** The fact that says on which level's machine a resource is. */
    String ON = "on";

    /** The file in a lab's folder on the host that says whose folder it is. */
    String OWNER_FILE = "nestlab-owner";

    /** The word for it in the journal. */
    String kind();

    /** What its line in the journal says, {@link #ON} included. */
    Map<String, String> facts();

    /** Removes it, or puts back what was changed. */
    void removedBy(ResourceRemover remover);

    /** Whether removing it takes the libvirt of the host. */
    default boolean isOfLibvirt() {
        return false;
    }

    /** What a line is about; a fact that it lacks is empty. Empty where a line is of no kind that is known. */
    static Optional<Resource> of(Entry entry) {
        String on = entry.fact(ON);
        String name = entry.fact("name");
        String uuid = entry.fact("uuid");
        return switch (entry.kind()) {
            case Domain.KIND -> Optional.of(new Domain(on, name, uuid));
            case Network.KIND -> Optional.of(new Network(on, name, uuid, entry.fact("bridge"), entry.fact("subnet")));
            case Pool.KIND -> Optional.of(new Pool(on, name, uuid));
            case Folder.KIND -> Optional.of(new Folder(on, entry.fact("path")));
            case Container.KIND -> Optional.of(new Container(name, entry.fact("path")));
            case Route.KIND -> Optional.of(new Route(entry.fact("subnet"), entry.fact("address")));
            case Definition.KIND -> Optional.of(new Definition(name, uuid, entry.fact("file")));
            case Nesting.KIND -> Optional.of(new Nesting(entry.facts()));
            default -> Optional.empty();
        };
    }

    /**
     * A guest's domain.
     *
     * @param on for example {@code L0}
     * @param uuid as text, as a line may be spoilt
     */
    record Domain(String on, String name, String uuid) implements Resource {

        /** In the journal. */
        public static final String KIND = "domain";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of(ON, on, "name", name, "uuid", uuid);
        }

        @Override
        public void removedBy(ResourceRemover remover) {
            remover.domain(this);
        }

        @Override
        public boolean isOfLibvirt() {
            return true;
        }
    }

    /**
     * The network of a machine's guests.
     *
     * @param on for example {@code L0}
     * @param uuid as text, as a line may be spoilt
     * @param subnet for example {@code 192.168.77.0/24}
     */
    record Network(String on, String name, String uuid, String bridge, String subnet) implements Resource {

        /** In the journal. */
        public static final String KIND = "network";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of(ON, on, "name", name, "uuid", uuid, "bridge", bridge, "subnet", subnet);
        }

        @Override
        public void removedBy(ResourceRemover remover) {
            remover.network(this);
        }

        @Override
        public boolean isOfLibvirt() {
            return true;
        }
    }

    /**
     * The storage pool of a machine's guests.
     *
     * @param on for example {@code L0}
     * @param uuid as text, as a line may be spoilt
     */
    record Pool(String on, String name, String uuid) implements Resource {

        /** In the journal. */
        public static final String KIND = "pool";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of(ON, on, "name", name, "uuid", uuid);
        }

        @Override
        public void removedBy(ResourceRemover remover) {
            remover.pool(this);
        }

        @Override
        public boolean isOfLibvirt() {
            return true;
        }
    }

    /**
     * The lab's folder on a machine.
     *
     * @param on for example {@code L0}
     */
    record Folder(String on, String path) implements Resource {

        /** In the journal. */
        public static final String KIND = "folder";

        /** The lab's on the host. */
        public static Folder onHost(Path path) {
            return new Folder(Level.L0.toString(), path.toString());
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of(ON, on, "path", path);
        }

        @Override
        public void removedBy(ResourceRemover remover) {
            remover.folder(this);
        }
    }

    /** The container that a lab's hypervisor is in, with the folder that it shares with the host. */
    record Container(String name, String path) implements Resource {

        /** In the journal. */
        public static final String KIND = "container";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of(ON, Level.L0.toString(), "name", name, "path", path);
        }

        @Override
        public void removedBy(ResourceRemover remover) {
            remover.container(this);
        }
    }

    /** The host's way to the guests in a container. */
    record Route(String subnet, String address) implements Resource {

        /** In the journal. */
        public static final String KIND = "route";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of(
                    ON, Level.L0.toString(), "name", subnet + " via " + address, "subnet", subnet, "address", address);
        }

        @Override
        public void removedBy(ResourceRemover remover) {
            remover.route(this);
        }
    }

    /**
     * A domain of the user's whose definition is changed for a while.
     *
     * @param file has the definition as it was
     */
    record Definition(String name, String uuid, String file) implements Resource {

        /** In the journal. */
        public static final String KIND = "definition";

        /**
         * The definition that a test is about to change.
         *
         * @param file has the definition as it was
         */
        public static Definition of(String name, UUID uuid, Path file) {
            return new Definition(name, uuid.toString(), file.toString());
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of(ON, Level.L0.toString(), "name", name, "uuid", uuid, "file", file);
        }

        @Override
        public void removedBy(ResourceRemover remover) {
            remover.definition(this);
        }

        @Override
        public boolean isOfLibvirt() {
            return true;
        }
    }

    /**
     * The host's nesting, switched on for a while.
     *
     * @param was the former state, as {@code NestingSwitch} describes it
     */
    record Nesting(Map<String, String> was) implements Resource {

        /** In the journal. */
        public static final String KIND = "nesting";

        public Nesting {
            was = Map.copyOf(was);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, String> facts() {
            Map<String, String> onHost = new TreeMap<>(was);
            onHost.put(ON, Level.L0.toString());
            return onHost;
        }

        @Override
        public void removedBy(ResourceRemover remover) {
            remover.nesting(this);
        }
    }
}
