package org.nestlab.internal.container.docker;

import org.nestlab.HostNotCapableException;

/** Why there is no Docker to be had, and what to do about it. */
final class DockerTrouble {

    private DockerTrouble() {}

    /**
     * @param place where Docker was looked for, for example {@code unix:///var/run/docker.sock}
     * @param sight what is there: {@link Sight}
     */
    static HostNotCapableException explain(String place, Sight sight, Throwable failure) {
        return new HostNotCapableException(
                "L0 host: a hypervisor in a container needs Docker, and no Docker answers at %s: %s"
                        .formatted(place, remedy(sight, root(failure))),
                failure);
    }

    /** What was found of Docker's socket. */
    enum Sight {
        MISSING,
        FORBIDDEN,
        SILENT
    }

    private static String remedy(Sight sight, String said) {
        return switch (sight) {
            case MISSING ->
                "there is no such socket. Install and start it: mvn verify -Psetup, or nestlab setup; where it is elsewhere, set DOCKER_HOST";
            case FORBIDDEN ->
                "this user may not use it. Run as root, or join its group: sudo usermod -aG docker $USER, then log in again";
            case SILENT -> said + ". Does `docker version` name a server? nestlab setup starts one";
        };
    }

    /** The innermost cause in one line. */
    static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage()).strip();
        String line = said.lines().findFirst().orElse(cause.getClass().getSimpleName());
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
