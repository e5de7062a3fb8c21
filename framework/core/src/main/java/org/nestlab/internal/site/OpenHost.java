package org.nestlab.internal.site;

import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Host;

/**
 * A host with its shell, and how its libvirt is connected to. Closing it closes the shell.
 *
 * @param remote whether it is another machine than this one
 */
public record OpenHost(Host host, Shell shell, boolean remote) implements AutoCloseable {

    @Override
    public void close() {
        shell.close();
    }
}
