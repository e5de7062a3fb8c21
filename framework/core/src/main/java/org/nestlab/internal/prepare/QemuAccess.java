package org.nestlab.internal.prepare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.machine.Command;

/** Whether QEMU, which libvirt runs as a user of its own, may pass through the folders that a lab's files are in. */
public final class QemuAccess {

    // <secmodel><model>dac</model><doi>0</doi><baselabel type='kvm'>+64055:+64055</baselabel>
    private static final String LABEL = "/capabilities/host/secmodel[model='dac']/baselabel[1]";
    private static final Pattern USER = Pattern.compile("\\+?(\\d{1,10}):\\+?\\d{1,10}");

    // drwx------ 9 1000 1000 4096 Nov 30 04:55 /home/anna; a plus sign behind the mode is an access control list
    private static final Pattern FOLDER =
            Pattern.compile("(d[rwxsStT-]{9})([.+]?) +\\d+ +(\\d{1,10}) +\\d++ .*? (/.*)");

    private QemuAccess() {}

    /**
     * Refuses folders that QEMU's user cannot pass through. Where it is not known who that is, or an access control
     * list says more than the mode, libvirt will report it.
     *
     * @param capabilities libvirt's
     * @param folders which need not be there yet
     * @throws HostNotCapableException naming the first closed folder and what opens it
     */
    public static void check(Shell host, String capabilities, List<Path> folders) {
        OptionalLong user = user(capabilities);
        if (user.isEmpty() || user.getAsLong() == 0) {
            return;
        }
        for (Path folder : folders) {
            String script =
                    "d=%s; while [ \"$d\" != / ]; do ls -ldnL -- \"$d\" 2>/dev/null; d=$(dirname -- \"$d\"); done; true"
                            .formatted(Command.quote(folder.toString()));
            host.run(Command.shell("export LC_ALL=C; " + script))
                    .orThrow()
                    .stdout()
                    .lines()
                    .flatMap(line -> closed(line, user.getAsLong()).stream())
                    .reduce((inner, outer) -> outer)
                    .ifPresent(closed -> {
                        throw refused(closed, folder, user.getAsLong());
                    });
        }
    }

    static OptionalLong user(String capabilities) {
        Matcher label = USER.matcher(XmlDoc.parse(capabilities).text(LABEL).orElse(""));
        return label.matches() ? OptionalLong.of(Long.parseLong(label.group(1))) : OptionalLong.empty();
    }

    /** The folder of a line of {@code ls -ldn}, where its mode keeps that user out. */
    static Optional<String> closed(String line, long user) {
        Matcher folder = FOLDER.matcher(line);
        if (!folder.matches() || folder.group(2).equals("+") || Long.parseLong(folder.group(3)) == user) {
            return Optional.empty();
        }
        char others = folder.group(1).charAt(9);
        return others == 'x' || others == 't' ? Optional.empty() : Optional.of(folder.group(4));
    }

    private static HostNotCapableException refused(String closed, Path folder, long user) {
        return new HostNotCapableException(
                "L0 host: QEMU runs as user %d, which may not enter %s; the files of labs are in %s. Expected: a folder that this user may enter. Run `chmod o+x %s` or `setfacl -m u:%d:x %s` (package acl), or set nestlab.state.dir and nestlab.image.dir to folders elsewhere"
                        .formatted(user, closed, folder, Command.quote(closed), user, Command.quote(closed)));
    }
}
