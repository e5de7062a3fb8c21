package org.nestlab.internal.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** Makes a compressed archive of a folder of this machine with {@code tar}. */
public final class Tarball {

    private static final Duration PACKING = Duration.ofMinutes(5);

    private Tarball() {}

    /**
     * Packs a folder, without what {@code exclude} names, for example {@code ./results/*}.
     *
     * @throws LabConfigurationException if it cannot be read
     * @throws org.nestlab.GuestCommandException if it takes more than five minutes
     */
    public static void write(Path folder, Path target, String... exclude) {
        List<String> words = new ArrayList<>(List.of("-C", folder.toString(), "--exclude=./.git"));
        for (String pattern : exclude) {
            words.add("--exclude=" + pattern);
        }
        words.addAll(List.of("-czf", target.toString(), "."));
        try (LocalShell shell = new LocalShell("L0 host")) {
            CommandResult packed =
                    shell.run(Command.of("tar", words.toArray(String[]::new)).withTimeout(PACKING));
            if (!packed.succeeded()) {
                throw new LabConfigurationException("%s cannot be packed: %s"
                        .formatted(folder, packed.stderr().strip()));
            }
        }
    }
}
