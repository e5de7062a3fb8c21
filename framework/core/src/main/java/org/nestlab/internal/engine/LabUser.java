package org.nestlab.internal.engine;

import java.util.List;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

/**
 * The user who runs a lab, on the machine that hosts it. What libvirt creates there belongs to root, and another user
 * could neither read the consoles nor remove the folder. Therefore they are given to the user.
 *
 * @param uid the numeric id of the user, 0 for root
 * @param gid the numeric id of the user's group
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
     * Creates the folder that will contain the lab's folder, because libvirt would create it for root. A folder that
     * belongs to somebody else is not changed.
     */
    void ownParentOf(String folder, Shell host) {
        if (!isRoot()) {
            host.run(Command.of("mkdir", "-p", "--", folder.substring(0, folder.lastIndexOf('/'))));
        }
    }

    /** Creates the file of a guest's console before virtlogd does; virtlogd uses an existing file. */
    void ownConsole(String file, Shell host) {
        if (!isRoot()) {
            host.write(new byte[0], file, 0600);
        }
    }
}
