package org.nestlab.internal.exact.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.nestlab.GuestCommandException;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * The measuring program. This machine's compiler compiles it once, and it is kept in the image cache under the hash of
 * its source and the compiler's version.
 *
 * @param file where it is
 * @param sha256 of the program: some figures include the program's own instructions, so figures of two programs are not
 *     compared
 */
public record ProbeProgram(Path file, String sha256) {

    static final List<String> SOURCES = List.of("exits.c", "requests.c", "sample.c", "line.c", "watch.c", "guests.S");
    private static final List<String> HEADERS = List.of("line.h", "requests.h", "sample.h");
    private static final List<String> OPTIONS = List.of("-std=gnu11", "-O2", "-Wall", "-static");
    private static final String FOLDER = "/org/nestlab/exact/probe/";
    private static final String NAME = "nestlab-exits";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int KEY_DIGITS = 12;

    /**
     * The program, which is compiled if necessary.
     *
     * @param host this machine
     * @param cache the image cache
     * @throws HostNotCapableException if it cannot be compiled here, or the cache cannot be written to
     */
    public static ProbeProgram ensure(Shell host, Path cache, Consumer<String> progress) {
        String version =
                run(host, "gcc", List.of("-dumpfullversion", "-dumpmachine")).text();
        Path made = cache.resolve("exact").resolve(key(version)).resolve(NAME);
        try {
            if (!Files.isRegularFile(made)) {
                progress.accept("exact: compiling the measuring program");
                compile(host, made);
            }
            return new ProbeProgram(made, Sha256.hex(Files.readAllBytes(made)));
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the measuring program cannot be made in %s: %s. Expected: a folder that can be written to; set nestlab.image.dir"
                            .formatted(made.getParent(), e),
                    e);
        }
    }

    /** Beside its final path: another process may compile the same program at this time, and the last one wins. */
    private static void compile(Shell host, Path made) throws IOException {
        Files.createDirectories(made.getParent());
        Path work = Files.createTempDirectory(made.getParent(), "unfinished-");
        try {
            for (String name : names()) {
                Files.write(work.resolve(name), resource(name));
            }
            List<String> words = new ArrayList<>(OPTIONS);
            words.addAll(List.of("-o", work.resolve(NAME).toString()));
            SOURCES.forEach(name -> words.add(work.resolve(name).toString()));
            run(host, "gcc", words);
            Files.move(work.resolve(NAME), made, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            for (String name : names()) {
                Files.deleteIfExists(work.resolve(name));
            }
            Files.deleteIfExists(work.resolve(NAME));
            Files.deleteIfExists(work);
        }
    }

    private static CommandResult run(Shell host, String program, List<String> words) {
        CommandResult result;
        try {
            result = host.run(Command.of(program, words.toArray(String[]::new)).withTimeout(LIMIT));
        } catch (GuestCommandException e) {
            throw new HostNotCapableException(
                    "L0 host: the measuring program was not compiled: %s. Expected: a %s that ends in time; run it again when the host is less busy"
                            .formatted(e.getMessage(), program),
                    e);
        }
        if (!result.succeeded()) {
            throw new HostNotCapableException(
                    "L0 host: the measuring program cannot be compiled: %s ended with status %d: %s. Expected: the Debian packages gcc and libc6-dev; `nestlab setup` installs them"
                            .formatted(
                                    program,
                                    result.exitStatus(),
                                    result.stderr().strip()));
        }
        return result;
    }

    private static String key(String compiler) {
        MessageDigest digest = Sha256.digest();
        for (String name : names()) {
            digest.update(resource(name));
        }
        digest.update((String.join(" ", OPTIONS) + " " + compiler).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_DIGITS);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(SOURCES);
        names.addAll(HEADERS);
        return names;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(
                ProbeProgram.class.getResourceAsStream(FOLDER + name), () -> "no resource " + FOLDER + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + FOLDER + name + " cannot be read", e);
        }
    }
}
