package org.nestlab.internal.bugreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.fake.ScriptedShell;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.ssh.LabKeys;

@Timeout(60)
class BugReportTests {

    private static final Pattern MARKER = Pattern.compile("nestlab-file-[0-9a-f-]{36}");
    private static final String KEY = LabKeys.generate("planted").privateKeyFile();

    @TempDir
    Path folder;

    /** Answers the one big question with two files, and the others by their program. */
    private static String answer(String command) {
        Matcher marker = MARKER.matcher(command);
        if (marker.find()) {
            return "noise of the login shell\n%1$s kernel.txt\nLinux version 6.1\n\n%1$s dmesg.txt\n[ 1.0] token=hunter2\n%2$s\n%1$s ../../evil\nout\n"
                    .formatted(marker.group(), KEY);
        }
        return command.contains("dumpxml")
                ? "<domain><graphics type='vnc' passwd='hunter2'/></domain>"
                : "2026-11-23 20:00:00.000+0000: starting up\n";
    }

    private final ScriptedShell l0 = new ScriptedShell("L0 host", BugReportTests::answer);
    private final ReportedMachine host = new ReportedMachine("L0 host", "qemu:///system", true, () -> l0);
    private final ReportedMachine l1 = new ReportedMachine(
            "L1 hypervisor", "qemu:///system", false, () -> new ScriptedShell("L1", BugReportTests::answer));

    private ReportedLab lab(List<ReportedMachine> machines, List<ReportedGuest> guests) {
        return new ReportedLab(
                "0badcafe",
                "which layer died: QEMU is gone",
                "lab 0badcafe password=hunter2",
                List.of(new Entry(11.5, Entry.Event.BEFORE, "domain", Map.of("name", "nestlab-0badcafe", "on", "L0"))),
                List.of(new TimelineEntry(Instant.ofEpochSecond(10), "lab", "L1 hypervisor: start")),
                machines,
                guests);
    }

    private ReportedGuest guest(String label, ReportedMachine above) throws IOException {
        Path console = folder.resolve(label + "-console.log");
        Files.writeString(console, "[ 1.0] one\nsecret: hunter2\n" + KEY);
        Files.writeString(folder.resolve(label + "-console.log.times"), "0 12000\n");
        return new ReportedGuest(
                label, above, "uuid-of-" + label, "nestlab-0badcafe", "/log/of it", console, "/console/of it");
    }

    private static Map<String, String> read(Path zip) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(file.entries())) {
                files.put(
                        entry.getName(), new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void everyLevelHasItsFolder() throws IOException {
        Path zip = BugReport.write(
                lab(List.of(host, l1), List.of(guest("L1 hypervisor", host), guest("L2 guest", l1))),
                folder,
                Duration.ofSeconds(20));

        Map<String, String> files = read(zip);
        assertThat(zip).isEqualTo(folder.resolve("bugreport.zip"));
        assertThat(files.keySet())
                .containsExactly(
                        "L0-host/dmesg.txt",
                        "L0-host/kernel.txt",
                        "L1-hypervisor/console-now.log",
                        "L1-hypervisor/console.log",
                        "L1-hypervisor/dmesg.txt",
                        "L1-hypervisor/domain.xml",
                        "L1-hypervisor/kernel.txt",
                        "L1-hypervisor/qemu.log",
                        "L2-guest/console-now.log",
                        "L2-guest/console.log",
                        "L2-guest/domain.xml",
                        "L2-guest/qemu.log",
                        "README.txt",
                        "journal.txt",
                        "plan.txt",
                        "timeline.txt");
        assertThat(files.get("L0-host/kernel.txt")).isEqualTo("Linux version 6.1\n\n");
        assertThat(files.get("README.txt")).contains("NESTED", "which layer died: QEMU is gone", "L2-guest/qemu.log");
        assertThat(l0.ran).contains("timeout 20 virsh -q -c qemu:///system dumpxml 'uuid-of-L1 hypervisor'");
        assertThat(BugReport.index(zip)).startsWith(zip + "\n\nThis is a report of a NESTED setup");
    }

    @Test
    void noSecretIsInIt() throws IOException {
        Path zip = BugReport.write(
                lab(List.of(host, l1), List.of(guest("L1 hypervisor", host))), folder, Duration.ofSeconds(20));

        String body = KEY.replaceAll("-----[A-Z ]+-----", "").strip();
        read(zip).forEach((name, text) -> {
            assertThat(text).as(name).doesNotContain("hunter2", "BEGIN OPENSSH PRIVATE KEY");
            body.lines().forEach(line -> assertThat(text).as(name).doesNotContain(line));
        });
        assertThat(read(zip).get("L1-hypervisor/domain.xml")).contains("passwd='(removed)'");
    }

    @Test
    void allLevelsAreOnOneClock() throws IOException {
        Path zip =
                BugReport.write(lab(List.of(), List.of(guest("L1 hypervisor", host))), folder, Duration.ofSeconds(20));

        assertThat(read(zip).get("timeline.txt")).contains("""
                        00:00:10.000    +0.000  lab                    L1 hypervisor: start
                        00:00:11.500    +1.500  journal                before domain {name=nestlab-0badcafe, on=L0}
                        00:00:12.000    +2.000  L1 hypervisor console  [ 1.0] one
                        """);
    }

    @Test
    void aMachineThatIsSilentOrBrokenIsToldInItsPlace() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        ReportedMachine silent = new ReportedMachine("L1 silent", "qemu:///system", false, () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new GuestCommandException("late");
        });
        ReportedMachine broken = new ReportedMachine("L2 broken", "qemu:///system", false, () -> {
            throw new GuestCommandException("L2 broken: gone with L1");
        });

        long start = System.nanoTime();
        Path zip = BugReport.write(
                lab(List.of(host, silent, broken), List.of(guest("L2 broken", silent))),
                folder,
                Duration.ofMillis(500));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(read(zip))
                .containsEntry("L1-silent/MISSING.txt", "L1 silent did not answer in time\n")
                .containsKey("L0-host/kernel.txt")
                .containsKey("L2-broken/console.log")
                .hasEntrySatisfying(
                        "L2-broken/MISSING.txt", text -> assertThat(text).isNotBlank());
    }

    @Test
    void anotherReportReplacesNone() throws IOException {
        ReportedLab lab = lab(List.of(), List.of());
        BugReport.write(lab, folder, Duration.ofSeconds(1));

        assertThat(BugReport.write(lab, folder, Duration.ofSeconds(1))).isEqualTo(folder.resolve("bugreport-2.zip"));
        assertThat(BugReport.write(lab, folder, Duration.ofSeconds(1))).isEqualTo(folder.resolve("bugreport-3.zip"));
        assertThat(folder.resolve("bugreport.zip.part")).doesNotExist();
    }

    @Test
    void theQuestionIsUnderstoodByARealMachine() {
        BugReportScript facts = BugReportScript.fresh();
        ReportedMachine machine = new ReportedMachine("L0 host", "test:///default", true, () -> l0);

        Map<String, String> files = facts.files(new LocalShell("L0 host")
                .run(facts.command(machine, "0badcafe", Duration.ofSeconds(50)))
                .orThrow()
                .stdout());

        assertThat(files.keySet())
                .containsExactly(
                        "kernel.txt",
                        "lscpu.txt",
                        "cpuinfo.txt",
                        "kvm.txt",
                        "versions.txt",
                        "qemu-command-lines.txt",
                        "libvirt.txt",
                        "memory.txt",
                        "dmidecode.txt",
                        "dmesg.txt");
        assertThat(files.get("kernel.txt")).contains("Linux version");
        assertThat(files.get("cpuinfo.txt")).contains("processor");
        assertThat(files.get("qemu-command-lines.txt"))
                .as("of other labs on a shared machine")
                .isBlank();
        assertThat(String.join("", files.values())).doesNotContain("syntax error", "sh: ");
    }

    @Test
    void aLongFileKeepsItsEnd() throws IOException {
        Archive archive = new Archive();
        archive.add("long.txt", "start" + "x ".repeat(Archive.MOST_CHARACTERS / 2) + "end\n");
        archive.write(folder.resolve("x.zip"));

        assertThat(read(folder.resolve("x.zip")).get("long.txt"))
                .startsWith("(9 characters before this are left out)")
                .endsWith("x end\n")
                .doesNotContain("start");
    }
}
