package org.nestlab.internal.host;

import java.net.URI;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.secret.Masked;

/** A host's libvirt URI as that host itself would write it. */
public final class LibvirtUri {

    private LibvirtUri() {}

    /**
     * {@code qemu+ssh://root@host/system} becomes {@code qemu:///system}; a URI of a socket or without a transport stays as it is.
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

    /** The URI with a mark in the place of a password, for messages; libvirt takes none there. */
    public static String masked(String uri) {
        return Masked.url(uri);
    }

    private static URI parse(String uri) {
        try {
            return URI.create(uri);
        } catch (IllegalArgumentException e) {
            throw new LabConfigurationException(
                    "'%s' is no libvirt URI: wanted one like qemu:///system or qemu+ssh://root@host/system"
                            .formatted(masked(uri)));
        }
    }
}
