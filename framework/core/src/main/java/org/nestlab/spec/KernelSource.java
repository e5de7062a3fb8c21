package org.nestlab.spec;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/** Where a kernel and its modules come from that are not an image's. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface KernelSource {

    /** The forms of {@link #parse}, for messages. */
    String FORMS =
            "deb:FILE, folder:DIR, package:NAME/SUITE, package:NAME=VERSION, parts:KERNEL:MODULES or modules:PATH[:KERNEL], like package:linux-image-cloud-amd64/bookworm-backports";

    /** Debian 12's kernel for clouds, the newest of it. */
    Packaged DEBIAN = new Packaged("linux-image-cloud-amd64/bookworm");

    /**
     * Reads what {@link #text()} writes.
     *
     * @throws LabConfigurationException if it is something else
     */
    static KernelSource parse(String text) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        if (rest.isEmpty()) {
            throw unknown(text);
        }
        return switch (colon < 0 ? "" : text.substring(0, colon)) {
            case "deb" -> new Deb(Path.of(rest));
            case "folder" -> new Folder(Path.of(rest));
            case "package" -> new Packaged(rest);
            case "parts" -> parts(text, rest);
            case "modules" -> replaced(text, rest);
            default -> throw unknown(text);
        };
    }

    private static Parts parts(String text, String rest) {
        int colon = rest.indexOf(':');
        if (colon <= 0 || colon == rest.length() - 1) {
            throw unknown(text);
        }
        return new Parts(Path.of(rest.substring(0, colon)), Path.of(rest.substring(colon + 1)));
    }

    private static Replaced replaced(String text, String rest) {
        int colon = rest.indexOf(':');
        if (colon == 0) {
            throw unknown(text);
        }
        return colon < 0
                ? new Replaced(Path.of(rest), DEBIAN)
                : new Replaced(Path.of(rest.substring(0, colon)), parse(rest.substring(colon + 1)));
    }

    private static LabConfigurationException unknown(String text) {
        return new LabConfigurationException("'%s' is not a valid kernel; expected %s".formatted(text, FORMS));
    }

    /** As it is written in a stack: {@code deb:/path}, {@code package:NAME/SUITE}. */
    String text();

    /** The same source, with paths that do not depend on the working folder. */
    KernelSource absolute();

    /** A Debian package file that holds a kernel and its modules. */
    record Deb(Path file) implements KernelSource {
        @Override
        public String text() {
            return "deb:" + file;
        }

        @Override
        public Deb absolute() {
            return new Deb(file.toAbsolutePath());
        }
    }

    /**
     * A folder with {@code boot/vmlinuz-VERSION} and {@code lib/modules/VERSION}: an unpacked package, or what a build
     * installs.
     */
    record Folder(Path folder) implements KernelSource {
        @Override
        public String text() {
            return "folder:" + folder;
        }

        @Override
        public Folder absolute() {
            return new Folder(folder.toAbsolutePath());
        }
    }

    /**
     * A package that is fetched from Debian's mirror, with those that it depends on for the same kernel; nothing is
     * installed.
     *
     * @param reference {@code NAME/SUITE} for the newest of a suite, which may be another release's than the host's,
     *     {@code NAME=VERSION} for that one of the host's release
     */
    record Packaged(String reference) implements KernelSource {

        private static final Pattern FORM =
                Pattern.compile("[a-z0-9][a-z0-9+.-]{1,99}(/[a-z][a-z0-9-]{1,49}|=[0-9][0-9A-Za-z.+:~-]{0,99})");

        public Packaged {
            if (!FORM.matcher(reference).matches()) {
                throw new LabConfigurationException(
                        "'%s' is not a valid package; expected NAME/SUITE or NAME=VERSION, like linux-image-cloud-amd64/bookworm-backports"
                                .formatted(reference));
            }
        }

        @Override
        public String text() {
            return "package:" + reference;
        }

        @Override
        public Packaged absolute() {
            return this;
        }
    }

    /**
     * A kernel and its modules.
     *
     * @param kernel a bzImage or an ELF vmlinux
     * @param modules its {@code lib/modules/VERSION}
     */
    record Parts(Path kernel, Path modules) implements KernelSource {
        @Override
        public String text() {
            return "parts:" + kernel + ":" + modules;
        }

        @Override
        public Parts absolute() {
            return new Parts(kernel.toAbsolutePath(), modules.toAbsolutePath());
        }
    }

    /**
     * A kernel with some modules in the place of its own, as of a developer who changed KVM.
     *
     * @param modules a {@code .ko} file, or a folder in which they are, or below it: each is for that kernel, and
     *     replaces the module of its name
     * @param kernel whose other modules stay
     */
    record Replaced(Path modules, KernelSource kernel) implements KernelSource {
        @Override
        public String text() {
            return "modules:" + modules + ":" + kernel.text();
        }

        @Override
        public Replaced absolute() {
            return new Replaced(modules.toAbsolutePath(), kernel.absolute());
        }
    }
}
