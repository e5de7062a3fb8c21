package org.nestlab.internal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.nestlab.LabConfigurationException;

/** The file that a setting names. */
public final class SettingFile {

    /** Far more than a table that somebody wrote by hand takes. */
    private static final long MOST_BYTES = 1 << 20;

    private SettingFile() {}

    /**
     * Reads it, in UTF-8.
     *
     * @throws LabConfigurationException if there is no such file, if it cannot be read or if it has more than 1 MiB,
     *     naming the setting or the file
     */
    public static String read(Setting setting, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new LabConfigurationException(
                        "%s has %d bytes; expected at most %d".formatted(file, Files.size(file), MOST_BYTES));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new LabConfigurationException(
                    "setting '%s' is '%s': there is no such file".formatted(setting.key(), file), e);
        } catch (IOException e) {
            throw new LabConfigurationException(
                    "setting '%s' is '%s': it cannot be read: %s".formatted(setting.key(), file, e), e);
        }
    }
}
