package org.nestlab.internal.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this JVM holds.
 *
 * @param threads alive, daemons too
 * @param descriptors open files, sockets and pipes
 * @param heapKib in use after collecting garbage
 */
record JvmFigures(int threads, int descriptors, long heapKib) {

    static JvmFigures now() {
        collectGarbage();
        return new JvmFigures(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptorsOpen(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10);
    }

    /** Twice: the first time may leave objects to finalizers, which libvirt-java has. */
    @SuppressWarnings("SystemGcCall")
    private static void collectGarbage() {
        for (int i = 0; i < 2; i++) {
            System.gc();
            System.runFinalization();
        }
        System.gc();
    }

    private static int descriptorsOpen() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return (int) open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "%d threads, %d descriptors, %d KiB of heap".formatted(threads, descriptors, heapKib);
    }
}
