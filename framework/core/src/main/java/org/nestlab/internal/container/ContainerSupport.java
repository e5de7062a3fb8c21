package org.nestlab.internal.container;

/** A service: what can start containers. Loading it takes none of the libraries that it needs. */
public interface ContainerSupport {

    /** Whether its libraries are on the class path. */
    boolean isPresent();

    /** The containers; looks for no Docker yet. Called only where the libraries are present. */
    Containers containers();
}
