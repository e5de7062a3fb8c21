package org.nestlab.report;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;

/** The history of a test run that has ended, opened again by a later process. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReportHistory {

    private ReportHistory() {}

    /**
     * Opens the history that a command names, or else that of the settings of this process.
     *
     * @param address a file or the URL of a database
     * @throws org.nestlab.LabConfigurationException if neither names one
     */
    public static RunHistory open(Optional<String> address) {
        Settings settings = Settings.fromSystemProperties();
        return Histories.open(
                address.or(() -> settings.experiments().history()),
                settings.stateDir().resolve("history.pending"));
    }

    /**
     * Opens the history that the run kept its experiments in.
     *
     * @param settings the value of a {@code nestlab.*} key, as the run had it
     * @param folder the working folder of the run: relative paths in its settings begin there
     * @throws org.nestlab.LabConfigurationException naming a value that is wrong and what was wanted
     */
    public static RunHistory open(Function<String, Optional<String>> settings, Path folder) {
        Settings run = settings(settings, folder);
        return Histories.open(run.experiments().history(), run.stateDir().resolve("history.pending"));
    }

    /**
     * Where something else is kept from run to run, as the experiments are: beside the history's file, where the
     * settings name one; else in the state folder, which all projects of a user share, and so in a folder of the
     * project's own.
     *
     * @param settings the value of a {@code nestlab.*} key, as the run had it
     * @param folder the working folder of the run
     * @param project what distinguishes the project from others
     * @return empty where the settings want nothing to be kept
     * @throws org.nestlab.LabConfigurationException naming a value that is wrong and what was wanted
     */
    public static Optional<Path> beside(Function<String, Optional<String>> settings, Path folder, Path project) {
        Settings run = settings(settings, folder);
        if (run.experiments().history().isEmpty()) {
            return Optional.empty();
        }
        boolean named = settings.apply(Setting.HISTORY.key())
                .filter(value -> !value.isBlank())
                .isPresent();
        Optional<Path> file = Histories.file(run.experiments().history().get());
        return Optional.of(
                named && file.isPresent()
                        ? file.get().resolveSibling("")
                        : run.stateDir()
                                .resolve("reports")
                                .resolve(Sha256.hex(project.toString()).substring(0, 12)));
    }

    static Settings settings(Function<String, Optional<String>> settings, Path folder) {
        return Settings.from(key -> settings.apply(key).map(value -> fromFolder(key, value, folder)));
    }

    private static String fromFolder(String key, String value, Path folder) {
        boolean isState = key.equals(Setting.STATE_DIR.key());
        boolean isFile =
                key.equals(Setting.HISTORY.key()) && !value.strip().equalsIgnoreCase("off") && !value.contains(":");
        return (isState || isFile) && !value.isBlank()
                ? folder.resolve(value.strip()).toString()
                : value;
    }
}
