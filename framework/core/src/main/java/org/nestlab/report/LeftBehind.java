package org.nestlab.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;

/** What a test run has left on the host, which it does where the JVM of its tests was killed and Maven was not. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LeftBehind {

    private LeftBehind() {}

    /**
     * Takes down the labs whose JVM is gone. Where every lab has its JVM, and so usually, libvirt is not even asked.
     *
     * @param settings the value of a {@code nestlab.*} key, as the run had it
     * @param folder the working folder of the run: relative paths in its settings begin there
     * @return a sentence for each lab; empty where nothing was left
     * @throws org.nestlab.LabException if the state folder cannot be used
     */
    public static List<String> remove(Function<String, Optional<String>> settings, Path folder) {
        Path state = ReportHistory.settings(settings, folder).stateDir();
        return Files.isDirectory(state)
                ? new Reaper(StateFolder.open(state), new Sites())
                        .reap(false).stream().map(Reaper.Outcome::sentence).toList()
                : List.of();
    }
}
