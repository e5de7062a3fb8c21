package org.nestlab.internal.exact.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** Programs of this machine, which are run here or copied into an initramfs with their libraries. */
final class HostPrograms {

    private static final List<String> FOLDERS = List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

    //	libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007fc977c94000)
    //	/lib64/ld-linux-x86-64.so.2 (0x00007fc977d73000)
    private static final Pattern LIBRARY =
            Pattern.compile("\\s++(?:\\S{1,200}+ => )?+(/\\S{1,300}+) \\(0x[0-9a-f]{1,16}+\\)");

    private HostPrograms() {}

    /**
     * Where a program is.
     *
     * @param packageName the Debian package that contains it, for the message
     * @param use its purpose, for example {@code which emulates Intel's VMX}
     * @throws HostNotCapableException if it is not there
     */
    static Path find(String program, String packageName, String use) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(program, packageName, use));
    }

    /** A file of a package: the first of the given paths that exists, because distributions use different ones. */
    static Path file(String packageName, String use, String... places) {
        for (String place : places) {
            if (Files.isReadable(Path.of(place))) {
                return Path.of(place);
            }
        }
        throw missing(places[0], packageName, use);
    }

    private static HostNotCapableException missing(String what, String packageName, String use) {
        return new HostNotCapableException(
                "L0 host: %s is not installed, %s. Install the package %s: `nestlab setup` does it"
                        .formatted(what, use, packageName));
    }

    /** The libraries that a program is linked with, the dynamic loader included; none for a static one. */
    static List<Path> libraries(Path program) {
        return librariesIn(new LocalShell("L0 host")
                .run(Command.of("ldd", program.toString()))
                .stdout());
    }

    /** Those of what {@code ldd} printed. */
    static List<Path> librariesIn(String text) {
        List<Path> libraries = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher library = LIBRARY.matcher(line);
            if (library.matches()) {
                libraries.add(Path.of(library.group(1)));
            }
        });
        return libraries;
    }
}
