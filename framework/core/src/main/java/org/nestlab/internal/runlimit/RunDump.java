package org.nestlab.internal.runlimit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.spi.LabEvent.Evidence;
import org.nestlab.spi.Secrets;

/** What is written of a run that has lasted too long, before anything is done about it. */
record RunDump(Path folder) {

    /** What every thread of this JVM does, and whom it waits for. */
    void threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        StringBuilder text = new StringBuilder("%s, %d threads%n%n".formatted(Instant.now(), threads.getThreadCount()));
        Arrays.stream(threads.dumpAllThreads(true, true))
                .sorted(Comparator.comparing(ThreadInfo::getThreadName))
                .forEach(thread -> append(thread, text));
        write("threads.txt", text.toString());
    }

    /** {@link ThreadInfo#toString} leaves out all but eight frames, which are those of the wait and not who waits. */
    private static void append(ThreadInfo thread, StringBuilder text) {
        LockInfo lock = thread.getLockInfo();
        text.append("\"%s\" %s%s%s%n"
                .formatted(
                        thread.getThreadName(),
                        thread.getThreadState(),
                        lock == null ? "" : " on " + lock,
                        thread.getLockOwnerName() == null ? "" : " held by \"" + thread.getLockOwnerName() + '"'));
        StackTraceElement[] frames = thread.getStackTrace();
        for (int depth = 0; depth < frames.length; depth++) {
            text.append("    at ").append(frames[depth]).append(System.lineSeparator());
            for (MonitorInfo monitor : thread.getLockedMonitors()) {
                if (monitor.getLockedStackDepth() == depth) {
                    text.append("    - holds ").append(monitor).append(System.lineSeparator());
                }
            }
        }
        text.append(System.lineSeparator());
    }

    /** Which layer of a lab died, if any, and what its consoles said; the lab's bug report comes beside it. */
    void levels(RunningLab lab, String why) {
        StringBuilder text = new StringBuilder();
        for (Evidence evidence : lab.diagnose(new ProvisioningException(why)).evidence()) {
            text.append("==== %s%n%s%n".formatted(evidence.name(), evidence.content()));
        }
        write("lab-%s.txt".formatted(lab.id()), text.toString());
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), Secrets.removedFrom(text));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.resolve(name) + " cannot be written", e);
        }
    }
}
