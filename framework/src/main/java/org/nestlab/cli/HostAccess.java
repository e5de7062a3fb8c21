package org.nestlab.cli;

import org.nestlab.machine.Host;

/** How the doctor gets at a host. */
interface HostAccess {

    /**
     * Opens the host of a libvirt URI.
     *
     * @throws org.nestlab.LabConfigurationException if it is a URI of an unknown kind
     */
    Open open(String uri);

    /** An open host. */
    interface Open extends AutoCloseable {

        Host host();

        /** Tries to connect to its libvirt; a refusal is an answer, not an exception. */
        Connection connect();

        @Override
        void close();
    }
}
