package org.nestlab.internal.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SocketFolderTests {

    private static final int SWEEPERS = 8;
    private static final int FOLDERS = 200;

    @TempDir
    private Path temporary = Path.of("set by JUnit");

    private final ExecutorService threads = Executors.newFixedThreadPool(SWEEPERS);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void theFoldersOfProcessesThatAreGoneAreRemoved() throws Exception {
        Path left = withASocket("nestlab-%d-1".formatted(goneProcess()));
        Path used = withASocket("nestlab-%d-2".formatted(ProcessHandle.current().pid()));
        Path another = withASocket("nestlab-of-somebody");

        SocketFolder.sweep(temporary);

        assertThat(left).doesNotExist();
        assertThat(used).isNotEmptyDirectory();
        assertThat(another).isNotEmptyDirectory();
    }

    @Test
    void aLinkOfSuchANameAndWhatItLeadsToStay() throws Exception {
        Path files = withASocket("files");
        Path link = temporary.resolve("nestlab-%d-1".formatted(goneProcess()));
        Files.createSymbolicLink(link, files);

        SocketFolder.sweep(temporary);

        assertThat(files.resolve("L1-1")).exists();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void severalMaySweepAtOnce() throws Exception {
        long gone = goneProcess();
        for (int i = 0; i < FOLDERS; i++) {
            withASocket("nestlab-%d-%d".formatted(gone, i));
        }

        List<Future<?>> sweeps = new ArrayList<>();
        for (int i = 0; i < SWEEPERS; i++) {
            sweeps.add(threads.submit(() -> SocketFolder.sweep(temporary)));
        }
        for (Future<?> sweep : sweeps) {
            sweep.get(1, TimeUnit.MINUTES);
        }

        assertThat(temporary).isEmptyDirectory();
    }

    private Path withASocket(String name) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve("L1-1"), "");
        return folder;
    }

    private static long goneProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }
}
