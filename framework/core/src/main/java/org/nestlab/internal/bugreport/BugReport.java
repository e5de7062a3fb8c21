package org.nestlab.internal.bugreport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.nestlab.LabException;
import org.nestlab.internal.console.ConsoleLog;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.CommandFailures;
import org.nestlab.machine.Command;

/**
 * Collects one archive. All machines are asked at once, and none is waited for beyond the deadline. Where something
 * could not be read, the report says so in its place, because a report of a lab that is half dead is the most useful
 * one.
 */
public final class BugReport {

    private static final String WHAT = """
            This is a report of a NESTED setup: guests that run guests. L0 is the host, L1 its guest and the hypervisor of L2, and so on.

            %s

            Each machine has a folder with what https://docs.kernel.org/virt/kvm/x86/running-nested-guests.html asks for (kernel,
            QEMU and libvirt versions, lscpu, cpuinfo, KVM's modules and their parameters, dmesg, QEMU's command lines); each guest also has
            its console, domain XML and QEMU log. timeline.txt has all levels on one clock. Passwords, tokens and private keys were taken out,
            and the seeds, which hold keys, were never put in.

            %s""";

    private final ReportedLab lab;
    private final Duration deadline;
    private final Archive archive = new Archive();

    private BugReport(ReportedLab lab, Duration deadline) {
        this.lab = lab;
        this.deadline = deadline;
    }

    /**
     * Writes the report of a lab.
     *
     * @param folder where the archive goes: {@code bugreport.zip}, or {@code bugreport-2.zip} where there is one
     *     already
     * @param deadline for the machines, all together
     */
    public static Path write(ReportedLab lab, Path folder, Duration deadline) {
        BugReport report = new BugReport(lab, deadline);
        report.collect();
        try {
            Files.createDirectories(folder);
            Path zip = free(folder);
            report.archive.write(zip);
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the bug report of lab %s cannot be written to %s".formatted(lab.id(), folder), e);
        }
    }

    /** Made here, so that of two at once each gets its own. */
    private static Path free(Path folder) throws IOException {
        Path zip = folder.resolve("bugreport.zip");
        for (int i = 2; ; i++) {
            try {
                return Files.createFile(zip);
            } catch (FileAlreadyExistsException e) {
                zip = folder.resolve("bugreport-" + i + ".zip");
            }
        }
    }

    private void collect() {
        long end = System.nanoTime() + deadline.toNanos();
        List<Asked> asked = new ArrayList<>();
        lab.machines().forEach(machine -> asked.add(ask(machine.label(), machine.folder(), () -> machine(machine))));
        lab.guests().forEach(guest -> asked.add(ask(guest.label(), guest.folder(), () -> guest(guest))));
        add("plan.txt", lab::plan);
        add(
                "journal.txt",
                () -> lab.journal().stream().map(Entry::toString).collect(Collectors.joining("\n", "", "\n")));
        for (ReportedGuest guest : lab.guests()) {
            add(guest.folder() + "/console.log", () -> console(guest));
        }
        add("timeline.txt", () -> Timeline.of(lab));
        asked.forEach(part -> part.await(end, archive));
        archive.add("README.txt", WHAT.formatted(lab.story().strip(), archive.listing()));
    }

    private Boolean machine(ReportedMachine machine) {
        BugReportScript facts = BugReportScript.fresh();
        String answer = machine.shell()
                .get()
                .run(facts.command(machine, lab.id(), deadline))
                .stdout();
        facts.files(answer).forEach((name, text) -> archive.add(machine.folder() + "/" + name, text));
        return true;
    }

    private Boolean guest(ReportedGuest guest) {
        archive.add(
                guest.folder() + "/domain.xml",
                above(
                        guest,
                        Command.of(
                                "timeout",
                                "20",
                                "virsh",
                                "-q",
                                "-c",
                                guest.above().uri(),
                                "dumpxml",
                                guest.uuid())));
        archive.add(guest.folder() + "/qemu.log", above(guest, Command.of("tail", "-c", "1048576", guest.log())));
        if (!guest.consoleAbove().isEmpty()) {
            archive.add(
                    guest.folder() + "/console-now.log",
                    above(guest, Command.of("tail", "-c", "1048576", guest.consoleAbove())));
        }
        return true;
    }

    private String above(ReportedGuest guest, Command command) {
        var result = guest.above().shell().get().run(command.withTimeout(deadline));
        return result.succeeded() ? result.stdout() : "could not be read: " + result.stderr();
    }

    private static String console(ReportedGuest guest) {
        return Files.exists(guest.console()) ? ConsoleLog.textOf(guest.console()) : "no console was kept\n";
    }

    private void add(String path, Supplier<String> text) {
        String content;
        try {
            content = text.get();
        } catch (RuntimeException e) {
            content = "could not be collected: " + CommandFailures.reason(e) + "\n";
        }
        archive.add(path, content);
    }

    private static Asked ask(String label, String folder, Supplier<Boolean> work) {
        FutureTask<Boolean> task = new FutureTask<>(work::get);
        Background.threads().execute(task);
        return new Asked(label, folder, task);
    }

    /** A part that is being collected. */
    private record Asked(String label, String folder, FutureTask<Boolean> task) {

        void await(long end, Archive archive) {
            try {
                task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                task.cancel(true);
                archive.add(folder + "/MISSING.txt", label + " did not answer in time\n");
            } catch (ExecutionException e) {
                // Ours name the machine that failed, which may be one above, and what was tried.
                String why = e.getCause() instanceof LabException ours
                        ? String.valueOf(ours.getMessage())
                        : "%s: %s".formatted(label, CommandFailures.reason(e));
                archive.add(folder + "/MISSING.txt", why + "\n");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                task.cancel(true);
            }
        }
    }

    /** The text of the attachment: where the report is, and what it contains. */
    public static String index(Path zip) {
        try (var file = new java.util.zip.ZipFile(zip.toFile())) {
            var readme = file.getEntry("README.txt");
            return zip + "\n\n" + new String(file.getInputStream(readme).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(zip + " cannot be read", e);
        }
    }
}
