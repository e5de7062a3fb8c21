package org.nestlab.internal.host;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.secret.Masked;

/** A host's libvirt URI as that host itself would write it. */
public final class LibvirtUri {

    // qemu+unix:///system?socket=/var/lib/nestlab/containers/0badcafe/run/libvirt-sock
    private static final Pattern CONTAINER = Pattern.compile(
            "qemu\\+unix:///system\\?socket=(/[^?&]*/containers/[0-9a-f]{8}(?:/\\d+)?)/run/libvirt-sock");

    private LibvirtUri() {}

    /**
     * {@code qemu+ssh://root@host/system} becomes {@code qemu:///system}; a URI of a socket or without a transport
     * stays as it is.
     *
     * @throws org.nestlab.LabConfigurationException if it is no URI
     */
    public static String onItself(String uri) {
        URI parsed = parse(uri);
        String scheme = parsed.getScheme() == null ? "" : parsed.getScheme();
        int plus = scheme.indexOf('+');
        boolean elsewhere = plus >= 0 && !scheme.endsWith("+unix");
        return !elsewhere ? uri : scheme.substring(0, plus) + "://" + parsed.getPath();
    }

    /** Where the libvirt of a URI, as its host writes it, keeps QEMU's logs on that host. */
    public static String qemuLogs(String uri) {
        Matcher container = CONTAINER.matcher(uri);
        return container.matches() ? container.group(1) + "/log" : "/var/log/libvirt/qemu";
    }

    /**
     * Refuses a URI with a password, which would be in the journal, in plans and in reports; libvirt takes none there.
     *
     * @throws org.nestlab.LabConfigurationException that does not show it
     */
    public static void refusePassword(String uri) {
        String masked = Masked.url(uri);
        if (!masked.equals(uri)) {
            throw new LabConfigurationException(
                    "nestlab.connect is '%s', which holds a password; expected qemu+ssh://user@host/system and a key, the user's own or ?keyfile=/path"
                            .formatted(masked));
        }
    }

    private static URI parse(String uri) {
        try {
            return URI.create(uri);
        } catch (IllegalArgumentException e) {
            throw new LabConfigurationException(
                    "'%s' is not a valid libvirt URI; expected one like qemu:///system or qemu+ssh://root@host/system"
                            .formatted(Masked.url(uri)));
        }
    }
}
