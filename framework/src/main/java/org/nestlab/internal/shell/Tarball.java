package org.nestlab.internal.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nestlab.LabConfigurationException;

/** A folder of this machine as a compressed archive, made by {@code tar}. */
public final class Tarball {

    private Tarball() {}

    /**
     * Packs a folder, without what {@code exclude} names, as {@code ./results/*}.
     *
     * @throws LabConfigurationException if it cannot be read
     */
    public static void write(Path folder, Path target, String... exclude) {
        List<String> words = new ArrayList<>(List.of("tar", "-C", folder.toString(), "--exclude=./.git"));
        for (String pattern : exclude) {
            words.add("--exclude=" + pattern);
        }
        words.addAll(List.of("-czf", target.toString(), "."));
        try {
            Process tar = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int status = tar.waitFor();
            if (status != 0) {
                throw new LabConfigurationException(
                        "%s cannot be packed: tar ended with status %d".formatted(folder, status));
            }
        } catch (IOException e) {
            throw new LabConfigurationException("%s cannot be packed: %s".formatted(folder, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabConfigurationException("interrupted while %s was packed".formatted(folder), e);
        }
    }
}
