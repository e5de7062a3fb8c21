package org.nestlab.internal.bugreport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nestlab.spi.Secrets;

/** The files of a report: text alone, no file without its secrets taken out, none without a bound. */
final class Archive {

    /** Of one file, from its end. */
    static final int MOST_CHARACTERS = 8 << 20;

    private static final int LONGEST_LINE = 64 << 10;

    private final Map<String, String> files = new TreeMap<>();

    synchronized void add(String path, String text) {
        files.put(path, Secrets.removedFrom(kept(text)));
    }

    /**
     * The end of a long text, from the beginning of a line on: half a line may not say any more that a secret is in it.
     */
    private static String kept(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        int cut = text.length() - MOST_CHARACTERS;
        int line = text.indexOf('\n', cut) + 1;
        int from = line > 0 && line - cut < LONGEST_LINE ? line : cut;
        return "(%d characters before this are left out)%n".formatted(from) + text.substring(from);
    }

    /** What is in it, a line each with its size. */
    synchronized String listing() {
        StringBuilder lines = new StringBuilder();
        files.forEach((path, text) -> lines.append("%9d  %s%n".formatted(text.length(), path)));
        return lines.toString();
    }

    /** Writes it; who looks at the path finds it whole or not at all. */
    synchronized void write(Path zip) throws IOException {
        Path half = zip.resolveSibling(zip.getFileName() + ".part");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(half))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        } catch (IOException e) {
            Files.deleteIfExists(half);
            throw e;
        }
        Files.move(half, zip, StandardCopyOption.ATOMIC_MOVE);
    }
}
