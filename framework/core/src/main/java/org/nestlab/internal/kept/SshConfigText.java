package org.nestlab.internal.kept;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.KeptFile.KeptGuest;
import org.nestlab.machine.Command;

/**
 * The configuration with which OpenSSH enters a kept lab at any depth: {@code ssh -F ssh_config L2}. It checks the host
 * keys that the lab created.
 */
public final class SshConfigText {

    public static final String NAME = "ssh_config";
    static final String KNOWN_HOSTS = "known_hosts";

    /** The host, if it is another machine. */
    static final String HOST = "L0";

    private SshConfigText() {}

    /** The text of the configuration. */
    static String of(KeptFile lab, Path folder) {
        List<String> lines = new ArrayList<>();
        lines.add("# lab %s; made by nestlab".formatted(lab.lab()));
        boolean remote = lab.uri().startsWith("qemu+ssh:");
        if (remote) {
            host(URI.create(lab.uri()), lines);
        }
        for (KeptGuest guest : lab.guests()) {
            boolean only = lab.guests().stream()
                            .filter(other -> other.level() == guest.level())
                            .count()
                    == 1;
            lines.add("");
            lines.add("Host " + guest.alias() + (only ? " L" + guest.level() : ""));
            lines.add("  HostName " + guest.address());
            lines.add("  User " + guest.user());
            lines.add("  IdentityFile " + quoted(guest.identity()));
            lines.add("  IdentitiesOnly yes");
            lines.add("  BatchMode yes");
            lines.add("  ServerAliveInterval 0");
            lines.add("  HostKeyAlias " + keyAlias(lab, guest));
            // An image from elsewhere has its own host key, which is accepted at the first login and required from then
            // on.
            lines.add("  StrictHostKeyChecking " + (guest.hostKey().isEmpty() ? "accept-new" : "yes"));
            lines.add(
                    "  UserKnownHostsFile " + quoted(folder.resolve(KNOWN_HOSTS).toString()));
            if (!guest.above().isEmpty()) {
                lines.add(through(guest.above(), folder));
            } else if (remote) {
                lines.add(through(HOST, folder));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** The host keys that the lab created for its guests. */
    static String knownHosts(KeptFile lab) {
        StringBuilder lines = new StringBuilder();
        lab.guests().stream()
                .filter(guest -> !guest.hostKey().isEmpty())
                .forEach(guest -> lines.append("%s %s%n".formatted(keyAlias(lab, guest), guest.hostKey())));
        return lines.toString();
    }

    private static String keyAlias(KeptFile lab, KeptGuest guest) {
        return "nestlab-" + lab.lab() + "-" + guest.alias();
    }

    private static void host(URI uri, List<String> lines) {
        lines.add("");
        lines.add("Host " + HOST);
        lines.add("  HostName " + uri.getHost());
        Optional.ofNullable(uri.getUserInfo()).ifPresent(user -> lines.add("  User " + user));
        if (uri.getPort() > 0) {
            lines.add("  Port " + uri.getPort());
        }
        for (String pair : Optional.ofNullable(uri.getQuery()).orElse("").split("&", -1)) {
            if (pair.startsWith("keyfile=")) {
                lines.add("  IdentityFile " + quoted(pair.substring("keyfile=".length())));
            } else if (pair.startsWith("known_hosts=")) {
                lines.add("  UserKnownHostsFile " + quoted(pair.substring("known_hosts=".length())));
            }
        }
    }

    /**
     * Does what {@code ProxyJump} would do, which loses the quotes around the name of this file. OpenSSH expands every
     * {@code %} of the command and passes it to a shell.
     */
    private static String through(String machine, Path folder) {
        String config = Command.quote(oneLine(folder.resolve(NAME).toString())).replace("%", "%%");
        return "  ProxyCommand ssh -F %s -W [%%h]:%%p %s".formatted(config, machine);
    }

    /** Returns a path as one word of this file, in which OpenSSH expands {@code %} and reads quotes. */
    private static String quoted(String path) {
        String plain = oneLine(path).replace("%", "%%");
        return plain.matches("[A-Za-z0-9@%+=:,./_~-]+")
                ? plain
                : '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Refuses a line break, because it would begin another setting and the format has no way to quote it. */
    private static String oneLine(String path) {
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new LabConfigurationException(
                    "the path '%s' has a control character; expected one that can stand in a line of ssh_config"
                            .formatted(path.replaceAll("\\p{Cntrl}", "?")));
        }
        return path;
    }
}
