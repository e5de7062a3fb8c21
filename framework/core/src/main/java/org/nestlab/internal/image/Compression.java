package org.nestlab.internal.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;

/**
 * A compression that images are published in and that is taken off here, by its own program.
 *
 * @param program for example {@code xz}
 * @param suffix of its files, for example {@code .xz}
 * @param magic the bytes that it begins with
 */
record Compression(String program, String suffix, List<Integer> magic) {

    private static final List<Compression> ALL = List.of(
            new Compression("xz", ".xz", List.of(0xfd, '7' & 0xff, 'z' & 0xff, 'X' & 0xff, 'Z' & 0xff, 0)),
            new Compression("gzip", ".gz", List.of(0x1f, 0x8b)),
            new Compression("zstd", ".zst", List.of(0x28, 0xb5, 0x2f, 0xfd)));

    Compression {
        magic = List.copyOf(magic);
    }

    static Optional<Compression> of(byte[] head) {
        return ALL.stream().filter(it -> it.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
        for (int i = 0; i < magic.size(); i++) {
            if (i >= head.length || (head[i] & 0xff) != magic.get(i)) {
                return false;
            }
        }
        return true;
    }

    String remedy() {
        return "unpack it: %s -d FILE%s".formatted(program, suffix);
    }

    /**
     * Unpacks a file.
     *
     * @param mostBytes that are taken of it: some files unpack to a thousand times their size
     * @param name of the image, for messages
     * @throws LabConfigurationException if it is damaged, or larger than that
     * @throws HostNotCapableException if the program is not installed
     */
    void unpack(Path packed, Path target, long mostBytes, String name) throws IOException {
        try (PartialFile said = PartialFile.beside(target)) {
            Process process = start(packed, said.path(), name);
            int status;
            try (InputStream in = process.getInputStream();
                    OutputStream out = Files.newOutputStream(target)) {
                copy(in, out, mostBytes, name);
                // Its output has ended: so has it, or it is about to.
                status = process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
            } finally {
                process.destroy();
            }
            if (status != 0) {
                throw new LabConfigurationException(
                        "the image %s cannot be unpacked, %s ended with %d: %s; fetch it again"
                                .formatted(
                                        name,
                                        program,
                                        status,
                                        Files.readString(said.path()).strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("unpacking it was interrupted", e);
        }
    }

    private Process start(Path packed, Path said, String name) {
        try {
            return new ProcessBuilder(program, "-dc")
                    .redirectInput(packed.toFile())
                    .redirectError(said.toFile())
                    .start();
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the image %s is compressed by %s, which cannot be started here (%s); install %s, or unpack the image and name that"
                            .formatted(name, program, e.getMessage(), program),
                    e);
        }
    }

    private static void copy(InputStream in, OutputStream out, long mostBytes, String name) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long left = mostBytes;
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            left -= n;
            if (left < 0) {
                throw new LabConfigurationException(
                        "the image %s has more than %d MiB when it is unpacked; expected an image of a guest; nothing was kept of it"
                                .formatted(name, mostBytes >> 20));
            }
            out.write(chunk, 0, n);
        }
    }
}
