package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.ChildJvm;

class OldKernelsTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /** A process that uses a kernel, is about to remove one, or removes all that nobody uses. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            Path folder = Path.of(arguments[0]);
            System.out.println("REMOVED " + new OldKernels(folder, 0).remove(KernelsInUse.in(folder)));
            return;
        }
        if (arguments.length == 3) {
            KernelsInUse.in(Path.of(arguments[0])).unlessUsed(arguments[1], () -> {
                System.out.println("REMOVING");
                System.in.read();
            });
            return;
        }
        KernelsInUse.in(Path.of(arguments[0])).use(arguments[1]);
        System.out.println("USING");
        System.in.read();
    }

    /** Kernels, the one that was used last first. */
    private void kernels(String... names) throws IOException {
        Instant used = Instant.parse("2026-11-30T12:00:00Z");
        for (String name : names) {
            Path kernel = folder.resolve(name);
            Files.createDirectories(kernel.resolve("modules"));
            Files.writeString(kernel.resolve("modules/kvm.ko"), name);
            Files.setLastModifiedTime(Files.writeString(kernel.resolve("version"), "6.1"), FileTime.from(used));
            used = used.minusSeconds(60);
        }
    }

    private List<Path> remove(int most) throws IOException {
        return new OldKernels(folder, most).remove(KernelsInUse.in(folder));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void keepsThoseThatWereUsedLast() throws IOException {
        kernels("exact-d", "exact-c", "exact-b", "exact-a");

        assertThat(remove(2)).containsExactly(folder.resolve("exact-b"), folder.resolve("exact-a"));

        assertThat(left()).containsExactly("exact-c", "exact-d");
        assertThat(remove(2)).isEmpty();
    }

    @Test
    void oneThatIsUsedAnewIsNotOld() throws IOException {
        kernels("exact-b", "exact-a");

        OldKernels.touch(folder.resolve("exact-a"));

        remove(1);
        assertThat(left()).containsExactly("exact-a");
    }

    @Test
    void touchesNothingElse() throws IOException {
        kernels("exact-a", "ext4-of-a-lab", "exact-b.partial-7");
        Files.createDirectories(folder.resolve("exact-without-version"));
        Files.createDirectories(folder.resolve("packages"));

        remove(0);

        assertThat(left()).containsExactly("exact-b.partial-7", "exact-without-version", "ext4-of-a-lab", "packages");
    }

    @Test
    void whatThisProcessUsesStays() throws IOException {
        kernels("exact-b", "exact-a");
        KernelsInUse.in(folder).use("exact-a");
        KernelsInUse.in(folder).use("exact-a");

        remove(0);

        assertThat(left()).containsExactly("exact-a");
    }

    @Test
    void whatAnotherProcessUsesStaysUntilThatEnds() throws IOException {
        kernels("exact-b", "exact-a");
        try (ChildJvm child =
                ChildJvm.start(OldKernelsTests.class.getName(), Map.of(), List.of(folder.toString(), "exact-a"))) {
            child.awaitLine("USING");

            assertThat(remove(0)).containsExactly(folder.resolve("exact-b"));
            assertThat(folder.resolve("exact-a/modules/kvm.ko")).hasContent("exact-a");

            child.signal("KILL");
            child.awaitEnd(Duration.ofMinutes(1));
        }
        assertThat(remove(0)).containsExactly(folder.resolve("exact-a"));
    }

    @Test
    void anInterruptedThreadTakesNoKernelFromTheOthers() throws IOException {
        kernels("exact-c", "exact-b", "exact-a");
        KernelsInUse users = KernelsInUse.in(folder);
        users.use("exact-a");

        Thread.currentThread().interrupt();
        users.use("exact-b");
        assertThat(Thread.interrupted()).isTrue();
        users.use("exact-b");
        users.use("exact-c");

        try (ChildJvm child = ChildJvm.start(OldKernelsTests.class.getName(), Map.of(), List.of(folder.toString()))) {
            assertThat(child.awaitEnd(Duration.ofMinutes(1))).as(child.output()).isZero();
        }
        assertThat(left()).containsExactly("exact-a", "exact-b", "exact-c");
    }

    @Test
    void whoComesWhileAnotherProcessRemovesWaitsForIt() throws Exception {
        kernels("exact-a");
        try (ChildJvm child = ChildJvm.start(
                OldKernelsTests.class.getName(), Map.of(), List.of(folder.toString(), "exact-a", "removing"))) {
            child.awaitLine("REMOVING");
            CompletableFuture<Boolean> used = CompletableFuture.supplyAsync(() -> use("exact-a"));
            assertThat(used).isNotDone();

            child.release();

            assertThat(used.get(1, TimeUnit.MINUTES)).isTrue();
            assertThat(child.awaitEnd(Duration.ofMinutes(1))).as(child.output()).isZero();
        }
    }

    private boolean use(String name) {
        try {
            KernelsInUse.in(folder).use(name);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
