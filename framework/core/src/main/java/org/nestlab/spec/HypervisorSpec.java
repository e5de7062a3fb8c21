package org.nestlab.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/**
 * The QEMU and the libvirt of L0, which run L1: those of the host, or those of a container that exists as long as the
 * lab. The kernel and its KVM are always those of the host.
 *
 * <p>The machine type is the hardware that L1 sees. The alias {@code q35} stands for another machine type
 * in each version of QEMU. Two versions can be compared only on a type that both have, so a container's is pinned.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface HypervisorSpec {

    /** A machine type that every QEMU has since 7.2. */
    String PINNED_MACHINE = "pc-q35-7.2";

    /** Those of the host, with the machine type that its QEMU calls q35. */
    static Host host() {
        return new Host("q35");
    }

    /** Those of a Debian release, in a container whose image Nestlab builds. */
    static Debian debian(Release release) {
        return new Debian(release, PINNED_MACHINE);
    }

    /** Those of your own image, which must have libvirtd, virtlogd, QEMU, dnsmasq, iptables and iproute2. */
    static Image image(String name) {
        return new Image(name, PINNED_MACHINE);
    }

    /** QEMU's name of the hardware that L1 sees. */
    String machine();

    /** Returns the same hypervisor with another machine type for L1. */
    HypervisorSpec withMachine(String type);

    /** The text that {@link #parse} reads, without the machine type. */
    String text();

    /**
     * Reads {@code host}, {@code debian:trixie} or {@code image:registry.example/hypervisor:10.1}.
     *
     * @throws LabConfigurationException if it is none of these
     */
    static HypervisorSpec parse(String text) {
        if (text.equals("host")) {
            return host();
        }
        if (text.startsWith("image:")) {
            return image(text.substring("image:".length()));
        }
        for (Release release : Release.values()) {
            if (text.equals("debian:" + release.word())) {
                return debian(release);
            }
        }
        throw new LabConfigurationException(
                "'%s' is not a valid hypervisor; expected host, image:NAME, or a Debian release's in a container: %s"
                        .formatted(
                                text,
                                Arrays.stream(Release.values())
                                        .map(release -> "debian:" + release.word())
                                        .collect(Collectors.joining(", "))));
    }

    /** In a few words, for example {@code Debian trixie in a container}. */
    String words();

    /** Whether QEMU and libvirt of L0 run in a container. */
    default boolean isContainer() {
        return !(this instanceof Host);
    }

    /** The Debian releases that packages come from. */
    enum Release {
        /** QEMU 7.2 and libvirt 9.0. */
        BOOKWORM,
        /** QEMU 10.0 and libvirt 11.3, on the libraries of bookworm. */
        BOOKWORM_BACKPORTS,
        /** QEMU 10.0 and libvirt 11.3. */
        TRIXIE,
        /**
         * The packages that trixie-backports has on the day when the image is built, on the libraries of trixie: QEMU
         * 11.1 and libvirt 12.9 in November 2026.
         */
        TRIXIE_BACKPORTS;

        /** The name in Debian: {@code bookworm-backports}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The QEMU and libvirt that the host has installed. */
    record Host(String machine) implements HypervisorSpec {
        public Host {
            Checks.machineType(machine);
        }

        @Override
        public Host withMachine(String type) {
            return new Host(type);
        }

        @Override
        public String words() {
            return "the host's own";
        }

        @Override
        public String text() {
            return "host";
        }
    }

    /** Those of a Debian release, in a container. */
    record Debian(Release release, String machine) implements HypervisorSpec {
        public Debian {
            Checks.machineType(machine);
        }

        @Override
        public Debian withMachine(String type) {
            return new Debian(release, type);
        }

        @Override
        public String words() {
            return "Debian %s in a container".formatted(release.word());
        }

        @Override
        public String text() {
            return "debian:" + release.word();
        }
    }

    /**
     * Those of an image, in a container.
     *
     * @param name the name of the image for Docker, for example {@code registry.example/hypervisor:10.1}; it is pulled
     *     if it is missing
     */
    record Image(String name, String machine) implements HypervisorSpec {
        public Image {
            if (!name.matches("[a-z0-9][A-Za-z0-9._:/@-]{0,254}")) {
                throw new LabConfigurationException(
                        "'%s' is not a valid name of a container image; expected one like registry.example/hypervisor:10.1"
                                .formatted(name.strip()));
            }
            Checks.machineType(machine);
        }

        @Override
        public Image withMachine(String type) {
            return new Image(name, type);
        }

        @Override
        public String words() {
            return "the image %s in a container".formatted(name);
        }

        @Override
        public String text() {
            return "image:" + name;
        }
    }
}
