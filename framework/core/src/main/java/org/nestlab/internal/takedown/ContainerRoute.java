package org.nestlab.internal.takedown;

import org.nestlab.HostNotCapableException;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * The host's way to the guests of a hypervisor in a container.
 *
 * @param subnet of L1, for example {@code 192.168.77.0/24}
 * @param address of the container
 */
public record ContainerRoute(String subnet, String address) {

    /** As root or through sudo, as the change of the nesting setup. */
    private static final String AS_ROOT =
            "PATH=$PATH:/usr/sbin:/sbin; r() { if [ \"$(id -u)\" = 0 ]; then \"$@\"; else sudo -n -- \"$@\"; fi; }\n";

    private static final String MAKE = AS_ROOT + "r ip -4 route replace %s via %s";

    private static final String REMOVE = AS_ROOT + """
            [ -z "$(ip -4 route show %1$s via %2$s)" ] || r ip -4 route del %1$s via %2$s""";

    /**
     * Makes it.
     *
     * @throws HostNotCapableException if this user may not
     */
    public void make(Shell host) {
        CommandResult made = host.run(Command.shell(MAKE.formatted(Command.quote(subnet), Command.quote(address))));
        if (!made.succeeded()) {
            throw new HostNotCapableException(
                    "L0 host: no route to %s by the container's address %s: %s. Expected: root, or sudo without a password for ip"
                            .formatted(subnet, address, made.stderr().strip()));
        }
    }

    /** Takes it away; one that is not there is no failure, and a journal's line that was spoilt names none. */
    void remove(Shell host) {
        if (subnet.matches("192\\.168\\.\\d{1,3}\\.0/24") && address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            host.run(Command.shell(REMOVE.formatted(subnet, address))).orThrow();
        }
    }
}
