package org.nestlab.internal.engine;

import java.util.List;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

/**
 * Who runs a lab, on the machine that hosts it. What libvirt makes there belongs to root: a user who is not root could
 * neither read the consoles nor remove the folder, if these were not given to him.
 *
 * @param uid his number, 0 for root
 * @param gid that of his group
 */
record LabUser(long uid, long gid) {

    static LabUser on(Shell host) {
        List<String> ids = host.run(Command.shell("id -u; id -g"))
                .orThrow()
                .stdout()
                .lines()
                .toList();
        return new LabUser(
                Long.parseLong(ids.get(0).strip()), Long.parseLong(ids.get(1).strip()));
    }

    boolean isRoot() {
        return uid == 0;
    }

    /**
     * Makes the folder that a lab's own folder will be in, which libvirt would make as root's. One that is somebody
     * else's stays so.
     */
    void ownParentOf(String folder, Shell host) {
        if (!isRoot()) {
            host.run(Command.of("mkdir", "-p", "--", folder.substring(0, folder.lastIndexOf('/'))));
        }
    }

    /** Makes the file of a guest's console before virtlogd does, which goes on with the one that is there. */
    void ownConsole(String file, Shell host) {
        if (!isRoot()) {
            host.write(new byte[0], file, 0600);
        }
    }
}
