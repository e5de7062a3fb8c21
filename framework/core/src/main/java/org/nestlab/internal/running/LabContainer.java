package org.nestlab.internal.running;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.container.ContainerFolder;
import org.nestlab.internal.container.ContainerPlan;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.journal.PlannedResources;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.plan.NetworkPlan;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.takedown.ContainerRoute;
import org.slf4j.LoggerFactory;

/**
 * The container that the QEMU and the libvirt of a lab's L0 run in. All that its libvirt makes goes with it; on the
 * host there are the container itself, with a folder, and a route to the network of L1.
 */
public final class LabContainer {

    /** Whose libvirt it is, for messages. */
    public static final String LABEL = "L0 container";

    private final Containers containers;
    private final LabServices lab;
    private final ContainerFolder folder;
    private final String words;
    private String address = "";
    private volatile boolean leaving;
    private @Nullable AutoCloseable watch;

    /** @param words what is in it, for example {@code Debian trixie in a container} */
    LabContainer(Containers containers, LabServices lab, ContainerFolder folder, String words) {
        this.containers = containers;
        this.lab = lab;
        this.folder = folder;
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** At which the host, and every other container, reaches it. */
    public String address() {
        return address;
    }

    String uri() {
        return folder.uri();
    }

    /**
     * Starts it; in the journal before it exists.
     *
     * @param image of the container
     * @param labFolder the lab's folder on the host, with its disks
     * @param files what else it opens
     */
    void start(String image, Path labFolder, List<Path> files) {
        lab.barrier().pass(() -> {
            lab.journal().before(PlannedResources.container(lab.id(), folder.path()));
            lab.journal().before(Resource.Folder.onHost(labFolder));
            address = containers.start(new ContainerPlan(lab.id(), lab.owner(), image, folder, labFolder, files));
        });
    }

    /**
     * The host's way to the guests.
     *
     * @throws HostNotCapableException if this user may not make it
     */
    public void route(Shell host, NetworkPlan network) {
        lab.barrier().pass(() -> {
            ContainerRoute route = new ContainerRoute(network.subnet().toString(), address);
            lab.journal().before(new Resource.Route(route.subnet(), route.address()));
            route.make(host);
        });
    }

    /**
     * Reports when the container ends while the lab is up.
     *
     * @param died receives a sentence about it
     */
    public void watch(Consumer<String> died) {
        watch = containers.whenEnded(folder.container(), () -> {
            if (!leaving) {
                String reason = end().orElse("it ended");
                lab.steps().say(sentence(reason));
                died.accept(sentence(reason));
            }
        });
    }

    public static String sentence(String end) {
        return "the container that QEMU and libvirt of L0 run in is not up: " + end;
    }

    /** Why it does not run; empty while it does. */
    public Optional<String> end() {
        return containers.end(folder.container());
    }

    public String log() {
        return containers.log(folder.container());
    }

    /** Nothing of the lab is in it any more: it goes before the lab does. Its logs stay with the lab's. */
    public void remove() {
        leave();
        containers.removeOne(lab.id().value(), folder.container());
    }

    /** The lab is being taken down, or left: later events are expected. */
    public void leave() {
        leaving = true;
        try {
            if (watch != null) {
                watch.close();
            }
        } catch (Exception e) {
            LoggerFactory.getLogger(LabContainer.class).debug("the watch over a container did not end", e);
        }
    }
}
