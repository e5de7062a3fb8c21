package org.nestlab.spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/** What a guest's root disk starts from: a backing image that is never written to. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ImageSpec {

    /** The image that Nestlab builds from Debian packages, with ext4. */
    static Embedded embedded() {
        return new Embedded(FileSystem.EXT4);
    }

    /** A cloud image, configured by a NoCloud seed. */
    static Cloud cloud(URI location, String sha256) {
        return new Cloud(location, sha256, "root", KernelSpec.bootLoader());
    }

    /** An existing qcow2 image that has an SSH server and knows the key. */
    static Existing existing(Path qcow2, String user, Path privateKey) {
        return new Existing(qcow2, user, privateKey, KernelSpec.bootLoader());
    }

    /** How a guest of this image boots unless its spec says otherwise. */
    KernelSpec kernel();

    /** The file system of the embedded image's root disk. */
    enum FileSystem {
        /** The default. */
        EXT4,
        /** For labs whose guests need a file system with copy on write. */
        BTRFS;

        /** As settings name it: {@code ext4}, {@code btrfs}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The image built from Debian packages; the same one serves every level. */
    record Embedded(FileSystem fileSystem) implements ImageSpec {
        @Override
        public KernelSpec kernel() {
            return KernelSpec.ofImage();
        }
    }

    /**
     * A cloud image.
     *
     * @param location a file, http or https URI of a qcow2 or raw image, without user name and password; one that is
     *     compressed by xz, gzip or zstd is unpacked
     * @param sha256 64 hexadecimal digits, of the file as it is published; a file with another checksum is refused
     * @param user who logs in over SSH; created by cloud-init where the image lacks it
     * @param kernel the image's own boot loader, or a kernel booted directly
     */
    record Cloud(URI location, String sha256, String user, KernelSpec kernel) implements ImageSpec {
        public Cloud {
            if (!sha256.matches("[0-9a-fA-F]{64}")) {
                throw new LabConfigurationException(
                        "'%s' is not a valid SHA-256 checksum of the image %s; expected 64 hexadecimal digits, as sha256sum prints"
                                .formatted(sha256, location));
            }
            if (location.getRawUserInfo() != null) {
                throw new LabConfigurationException(
                        "the image's address at %s holds a user name, which would be in every report of the lab: fetch the file yourself and name it as file:///path"
                                .formatted(location.getHost()));
            }
            sha256 = sha256.toLowerCase(Locale.ROOT);
            Checks.userName(user);
        }

        public Cloud withUser(String newUser) {
            return new Cloud(location, sha256, newUser, kernel);
        }

        public Cloud withKernel(KernelSpec newKernel) {
            return new Cloud(location, sha256, user, newKernel);
        }
    }

    /**
     * An image that is ready to be logged in to.
     *
     * @param qcow2 the image
     * @param user who logs in over SSH
     * @param privateKey a private key, without a passphrase, that the user may log in with
     * @param kernel the image's own boot loader, or a kernel booted directly
     */
    record Existing(Path qcow2, String user, Path privateKey, KernelSpec kernel) implements ImageSpec {
        public Existing {
            Checks.userName(user);
        }

        public Existing withKernel(KernelSpec newKernel) {
            return new Existing(qcow2, user, privateKey, newKernel);
        }
    }
}
