package org.nestlab.internal.container.docker;

import org.nestlab.internal.container.ContainerSupport;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.library.OptionalLibrary;

/** Registers Docker as what starts containers. Has no field and no signature of a type of Testcontainers. */
public final class DockerSupport implements ContainerSupport {

    @Override
    public boolean isPresent() {
        return OptionalLibrary.TESTCONTAINERS.isPresent();
    }

    @Override
    public Containers containers() {
        return new Docker();
    }
}
