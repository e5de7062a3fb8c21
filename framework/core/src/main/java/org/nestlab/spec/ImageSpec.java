package org.nestlab.spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/** The backing image that a guest's root disk is based on. Nothing ever writes to it. */
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

    /** An existing qcow2 image that has an SSH server and accepts the key. */
    static Existing existing(Path qcow2, String user, Path privateKey) {
        return new Existing(qcow2, user, privateKey, KernelSpec.bootLoader());
    }

    /** The kernel that a guest of this image boots, unless its spec has another one. */
    KernelSpec kernel();

    /** The file system of the embedded image's root disk. */
    enum FileSystem {
        /** The default. */
        EXT4,
        /** A file system with copy on write, for guests that need one. */
        BTRFS;

        /** The name in settings: {@code ext4}, {@code btrfs}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The image that is built from Debian packages; every level uses the same one. */
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
     * @param sha256 the SHA-256 of the published file, 64 hexadecimal digits; a file with another checksum is refused
     * @param user the user who logs in over SSH; cloud-init creates it if the image lacks it
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
     * An image that accepts logins as it is.
     *
     * @param qcow2 the image
     * @param user who logs in over SSH
     * @param privateKey a private key without a passphrase, with which the user logs in
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
