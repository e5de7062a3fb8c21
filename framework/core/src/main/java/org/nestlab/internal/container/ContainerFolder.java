package org.nestlab.internal.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.plan.LabId;

/**
 * What the host and a lab's container share beside the disks: libvirt's socket in {@code run}, and QEMU's logs in
 * {@code log}.
 *
 * @param path the folder on the host
 */
public record ContainerFolder(Path path) {

    /** {@code struct sockaddr_un} has 108 bytes for it, the last one a zero. */
    private static final int LONGEST_SOCKET = 107;

    /** The lab's below a state folder, of the first container that it has. */
    public static ContainerFolder of(Path stateFolder, LabId lab) {
        return new ContainerFolder(stateFolder.resolve("containers").resolve(lab.value()));
    }

    /**
     * Whether a lab of a state folder has one, made before its container is: where none has, Docker need not be asked,
     * which takes its time.
     */
    public static boolean isThereAny(Path stateFolder) {
        try (Stream<Path> labs = Files.list(stateFolder.resolve("containers"))) {
            return labs.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * That of another container of the same lab: inside the first one's, so that they go together.
     *
     * @param place from 2
     */
    public ContainerFolder another(int place) {
        return new ContainerFolder(path.resolve(String.valueOf(place)));
    }

    /** Docker's name of the container: {@code nestlab-0badcafe}, and of another one {@code nestlab-0badcafe-2}. */
    public String container() {
        Path above = path.getParent();
        String own = String.valueOf(path.getFileName());
        return above == null || above.endsWith("containers")
                ? "nestlab-" + own
                : "nestlab-%s-%s".formatted(above.getFileName(), own);
    }

    /** Where libvirt's socket is. */
    public Path run() {
        return path.resolve("run");
    }

    /** Where QEMU writes its logs. */
    public Path log() {
        return path.resolve("log");
    }

    /** The socket that libvirt listens at. */
    public Path socket() {
        return run().resolve("libvirt-sock");
    }

    /** How libvirt's client on the host finds the libvirt in the container. */
    public String uri() {
        return "qemu+unix:///system?socket=" + socket();
    }

    /**
     * Makes it.
     *
     * @throws HostNotCapableException if it cannot be made, or its path is too long for a socket
     */
    public void make() {
        if (socket().toString().length() > LONGEST_SOCKET) {
            throw new HostNotCapableException(
                    "L0 host: %s is %d characters long, and the path of a socket ends at %d: set nestlab.state.dir to a folder with a shorter path"
                            .formatted(socket(), socket().toString().length(), LONGEST_SOCKET));
        }
        try {
            Files.createDirectories(run());
            Files.createDirectories(log());
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the folder %s cannot be made: %s. Set nestlab.state.dir to one that can"
                            .formatted(path, e),
                    e);
        }
    }
}
