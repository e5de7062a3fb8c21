package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.nestlab.ProvisioningException;

/** The file of a page, which a browser may have open. */
final class PageFile {

    private PageFile() {}

    /**
     * Writes a page. It replaces an earlier one atomically, creates the folder if it is missing, and gets the
     * permissions of any new file of this user.
     *
     * @throws ProvisioningException if the file cannot be written
     */
    static void write(Path file, String page) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Path next = folder.resolve(
                    ".nestlab-report-%d.html".formatted(ProcessHandle.current().pid()));
            try {
                Files.deleteIfExists(next);
                // No temporary file of the JDK's: that could be read by its owner alone, and a page is for others.
                Files.writeString(next, page, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new ProvisioningException(
                    "%s cannot be written (%s): name another file with --output".formatted(file, e));
        }
    }
}
