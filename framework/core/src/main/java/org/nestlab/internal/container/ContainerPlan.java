package org.nestlab.internal.container;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.nestlab.internal.plan.LabId;

/**
 * A lab's container before it exists.
 *
 * @param owner the state folder's UUID, by which a later process knows the container as its user's
 * @param image its image's name
 * @param folder the container's own folder on the host, see {@link ContainerFolder}
 * @param disks the lab's folder, which the container has under the same path
 * @param readable files and folders that it may read under the same paths, as backing images
 */
public record ContainerPlan(
        LabId lab, UUID owner, String image, ContainerFolder folder, Path disks, List<Path> readable) {

    public ContainerPlan {
        readable = List.copyOf(readable);
    }

    /** Docker's name of it. */
    public String name() {
        return folder.container();
    }
}
