package org.nestlab.internal.lab;

import org.nestlab.ProvisioningException;

/**
 * Keeps creating and taking down apart: a lab that is taken down from another thread, as by Ctrl-C, waits for the one
 * resource that is being created and lets no other begin.
 */
final class Gate {

    private boolean closed;

    /** Creates something, unless the gate is closed. */
    synchronized void pass(Runnable creation) {
        if (closed) {
            throw new ProvisioningException("the lab is being taken down: nothing more is created in it");
        }
        creation.run();
    }

    /** Returns once nothing is being created, and nothing will be. */
    synchronized void close() {
        closed = true;
    }
}
