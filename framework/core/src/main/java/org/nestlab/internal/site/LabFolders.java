package org.nestlab.internal.site;

import java.nio.file.Path;

/** Where labs have their folders on a host. */
public final class LabFolders {

    private static final String ELSEWHERE = "/var/lib/nestlab/labs";

    private LabFolders() {}

    /** Next to the journals on this machine; on another one, which has none of them, in one fixed place. */
    public static String on(OpenHost host, Path stateDir) {
        return host.remote() ? ELSEWHERE : stateDir.resolve("labs").toString();
    }
}
