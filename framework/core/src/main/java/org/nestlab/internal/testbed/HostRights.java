package org.nestlab.internal.testbed;

import org.nestlab.machine.Command;
import org.nestlab.machine.Host;

/**
 * How scripts on the host look at what only root may see.
 *
 * @param bySudo whether by {@code sudo -n}: the run is not root's, and sudo asks nothing
 */
record HostRights(boolean bySudo) {

    /** Asks once: where the user may not, sudo may tell the machine's owner of each try. */
    static HostRights of(Host host) {
        String as = host.run("[ \"$(id -u)\" = 0 ] || ! sudo -n true 2>/dev/null || echo sudo")
                .text();
        return new HostRights(as.equals("sudo"));
    }

    /** The script with as many rights as there are; without those of root it is run all the same, and sees less. */
    String with(String script) {
        return bySudo ? "exec sudo -n -- sh -c " + Command.quote(script) : script;
    }
}
