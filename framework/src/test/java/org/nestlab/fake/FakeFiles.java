package org.nestlab.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a fake machine: what was uploaded can be read and downloaded. */
public final class FakeFiles {

    private final Map<String, byte[]> files = new TreeMap<>();

    public Optional<String> text(String remote) {
        return Optional.ofNullable(files.get(remote)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    void upload(Path local, String remote) {
        try {
            files.put(remote, Files.readAllBytes(local));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void download(String remote, Path local) {
        byte[] content = Optional.ofNullable(files.get(remote))
                .orElseThrow(() -> new AssertionError("no such file on the fake machine: " + remote));
        try {
            Files.write(local, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
