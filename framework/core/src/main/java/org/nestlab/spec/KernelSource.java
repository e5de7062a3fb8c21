package org.nestlab.spec;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/** The source of a kernel and its modules, other than an image. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface KernelSource {

    /** The forms of {@link #parse}, for messages. */
    String FORMS =
            "deb:FILE, folder:DIR, package:NAME/SUITE, package:NAME=VERSION, parts:KERNEL:MODULES or modules:PATH[:KERNEL], like package:linux-image-cloud-amd64/bookworm-backports";

    /** The newest version of Debian 12's kernel for clouds. */
    Packaged DEBIAN = new Packaged("linux-image-cloud-amd64/bookworm");

    /**
     * Reads what {@link #text()} writes.
     *
     * @throws LabConfigurationException if the text is not valid
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

    /** The text in a stack: {@code deb:/path}, {@code package:NAME/SUITE}. */
    String text();

    /** Returns the same source with absolute paths. */
    KernelSource absolute();

    /** A Debian package file with a kernel and its modules. */
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
     * A folder with {@code boot/vmlinuz-VERSION} and {@code lib/modules/VERSION}: an unpacked package, or the installed
     * files of a build.
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
     * A package from Debian's mirror, with the packages of the same kernel that it depends on. It is downloaded and not
     * installed.
     *
     * @param reference {@code NAME/SUITE} for the newest version of a suite, also of a release other than the host's;
     *     {@code NAME=VERSION} for a version of the host's release
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
     * A kernel with some of its modules replaced, for example by a developer who changed KVM.
     *
     * @param modules a {@code .ko} file, or a folder that contains such files at any depth. Each was built for that
     *     kernel, and replaces the module with its name
     * @param kernel the kernel, which keeps its other modules
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
