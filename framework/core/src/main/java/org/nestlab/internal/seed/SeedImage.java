package org.nestlab.internal.seed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The CIDATA image of a guest: cloud-init's NoCloud files at its root, and the same facts as plain files in its folder
 * {@code nestlab} for the boot agent of our own image.
 */
public final class SeedImage {

    private SeedImage() {}

    /**
     * The image: ISO 9660 with Rock Ridge names, volume {@code CIDATA}, some tens of KiB. Equal specs give equal bytes.
     *
     * <pre>
     * meta-data user-data network-config
     * nestlab/hostname authorized_keys ssh_host_ed25519_key ssh_host_ed25519_key.pub
     * nestlab/network          one line a card: MAC ADDRESS/PREFIX GATEWAY DNS
     * nestlab/modprobe.conf    where there are such lines
     * nestlab/role             hypervisor or guest, where the spec says which
     * </pre>
     */
    public static byte[] build(SeedSpec spec) {
        CloudInit cloudInit = new CloudInit(spec);
        IsoImage iso = new IsoImage("CIDATA")
                .file("meta-data", utf8(cloudInit.metaData()))
                .file("network-config", utf8(cloudInit.networkConfig()))
                .secret("user-data", utf8(cloudInit.userData()))
                .file("nestlab/hostname", utf8(spec.hostname() + "\n"))
                .file("nestlab/authorized_keys", utf8(spec.authorizedKey() + "\n"))
                .secret("nestlab/ssh_host_ed25519_key", utf8(spec.hostPrivateKey()))
                .file("nestlab/ssh_host_ed25519_key.pub", utf8(spec.hostPublicKey() + "\n"))
                .file("nestlab/network", utf8(network(spec)));
        if (!spec.modprobe().isEmpty()) {
            iso.file("nestlab/modprobe.conf", utf8(String.join("\n", spec.modprobe()) + "\n"));
        }
        spec.purpose()
                .ifPresent(role -> iso.file("nestlab/role", utf8(role.name().toLowerCase(Locale.ROOT) + "\n")));
        return iso.toBytes();
    }

    /** Writes {@link #build the image} to a file, replacing what is there. */
    public static void write(SeedSpec spec, Path file) throws IOException {
        Files.write(file, build(spec));
    }

    private static String network(SeedSpec spec) {
        return spec.nics().stream()
                .map(nic -> "%s %s %s %s\n".formatted(nic.mac(), nic.cidr(), nic.gateway(), nic.dns()))
                .collect(Collectors.joining());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
