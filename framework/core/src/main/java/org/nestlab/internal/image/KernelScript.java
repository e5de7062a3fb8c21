package org.nestlab.internal.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;

/**
 * Runs a script that fetches a kernel or makes it bootable.
 *
 * @param scripts the packaged scripts, which it belongs to
 * @param folder the folder that it writes to
 */
record KernelScript(PackagedScripts scripts, Path folder) {

    /** The exit status of a script if the kernel itself cannot be used, and the host is not to blame. */
    private static final int UNUSABLE = 2;

    /** Many times what downloading and packing takes. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final String COMPLAINT = "kernel: error: ";

    /**
     * Runs the script to its end.
     *
     * @param what what the script does, for messages
     * @return the last lines of its output
     * @throws LabConfigurationException if the kernel cannot be used, with the script's reason
     * @throws HostNotCapableException if it fails for another reason
     */
    List<String> run(String script, List<String> options, String what, Consumer<String> progress) throws IOException {
        Files.createDirectories(folder);
        Path extracted = Files.createTempDirectory("nestlab-kernel");
        try {
            scripts.extract(extracted);
            List<String> command =
                    new ArrayList<>(List.of("bash", extracted.resolve(script).toString()));
            command.addAll(options);
            BuildScript.Result result = new BuildScript(what, LIMIT).run(command, progress);
            String why = result.tail().isEmpty()
                    ? ""
                    : result.tail().get(result.tail().size() - 1);
            if (result.status() == UNUSABLE && why.startsWith(COMPLAINT)) {
                throw new LabConfigurationException(why.substring(COMPLAINT.length()));
            }
            result.orThrow();
            return result.tail();
        } finally {
            scripts.deleteQuietly(extracted);
        }
    }
}
