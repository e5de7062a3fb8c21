package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;
import org.nestlab.machine.Level;

/** The table that comes along: each pattern of it has lines of its own, and finds them however they are logged. */
class SignatureTableTests {

    /** What CONFIG_PRINTK_CALLER, dmesg, syslog, journalctl, netconsole and terminals put in front of a message. */
    private static final List<String> HEADS = List.of(
            "",
            " ",
            "\t",
            "[    1.234567] ",
            "[12345.678901][ T4711] ",
            "[  904.196122] [     C33] ",
            "[    0.048509 ][    T0 ] ",
            "<2>[    1.234567] ",
            "<4>",
            "kern  :emerg : [    1.234567] ",
            "kern  :warn  : [    1.234567] [    T1] ",
            "[Mon Nov 30 03:51:52 2026] ",
            "[Nov30 03:51] ",
            "[  +0.000123] ",
            "[    1.234567 <    0.000012>] ",
            "2026-11-30T03:51:52,123456+00:00 ",
            "Nov 30 03:51:52 host kernel: ",
            "Nov  3 03:51:52 host-1.example.org kernel: [12345.678901] ",
            "Nov 30 03:51:52.123456 host kernel: ",
            "Nov 30 03:51:52 host kern.alert kernel: [    1.234567] ",
            "2026-11-30T03:51:52.123456+01:00 host kernel: [    1.234567] ",
            "2026-11-30T03:51:52+0000 host kernel: ",
            "Mon 2026-11-30 03:51:52 UTC host kernel: ",
            "1796010712.123456 host kernel: ",
            "[12345.678901] host kernel: ",
            " kernel:[12345.678901] ",
            "kernel:",
            "6,339,5140900,-;",
            "4,1234,5678901,-,caller=T1;",
            "\u001b[0m\u001b[1;31m[    1.234567] ",
            "\u001b]0;root@host: ~\u0007[    1.234567] ",
            "\u001b[2J\u001b[01;01H\u001b[=3h",
            "\0\0[    1.234567] ",
            "hypervisor login: [    1.234567] ",
            "         Starting Hostname Service...[    1.234567] ",
            "[    1.234566] systemd[1]: Starting x[    1.234567][    T1] ");

    /** A pattern of the table with what stands above it. */
    private record Entry(String signature, String printedBy, LinePattern pattern, List<String> samples) {}

    private static List<Entry> table() throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> samples = new ArrayList<>();
        String signature = "";
        String printedBy = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("signature: ")) {
                signature = line.substring(11);
                printedBy = "";
                samples.clear();
            } else if (line.startsWith("printed-by: ")) {
                printedBy = line.substring(12);
            } else if (line.startsWith("# ")) {
                samples.add(line.substring(2));
            } else if (line.startsWith("pattern: ")) {
                LinePattern pattern =
                        LinePattern.of(Pattern.compile(line.substring(9).strip()));
                entries.add(new Entry(signature, printedBy, pattern, List.copyOf(samples)));
                samples.clear();
            }
        }
        return entries;
    }

    private static String text() throws IOException {
        try (InputStream in = SignatureTableTests.class.getResourceAsStream("/org/nestlab/console/signatures.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void eachPatternSaysWhoseWordingItIsAndFindsEveryLineThatStandsAboveIt() throws IOException {
        assertThat(table()).hasSizeGreaterThan(100).allSatisfy(entry -> {
            assertThat(entry.printedBy()).as(entry.pattern().toString()).isNotEmpty();
            assertThat(entry.samples())
                    .as(entry.pattern().toString())
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(entry.pattern().isIn(LogLine.of(sample)))
                            .as("%s in: %s", entry.pattern(), sample)
                            .isTrue());
        });
    }

    @Test
    void aLineIsFoundHoweverItIsLogged() throws IOException {
        for (Entry entry : table()) {
            for (String sample : entry.samples()) {
                String message = LogLine.of(sample).message();
                for (String head : HEADS) {
                    assertThat(Signatures.builtIn().in(head + message + "\r", Level.L1))
                            .as("%s|%s", head, message)
                            .map(Signature::name)
                            .hasValue(entry.signature());
                }
            }
        }
    }

    @Test
    void nearlyEveryPatternHasWordsThatALineIsSearchedForFirst() throws IOException {
        assertThat(table())
                .filteredOn(entry -> entry.pattern().required().length() < 2)
                .isEmpty();
    }

    @Test
    void everySignatureHasAPattern() throws IOException {
        List<String> named = table().stream().map(Entry::signature).distinct().toList();
        assertThat(Signatures.builtIn().all()).extracting(Signature::name).containsExactlyElementsOf(named);
    }

    @Test
    void noLineKeepsAPatternBusy() throws IOException {
        Map<String, LinePattern> endless = new LinkedHashMap<>();
        for (Entry entry : table()) {
            String sample = entry.samples().get(0);
            int half = sample.length() / 2;
            endless.put(Untidy.endless(sample.substring(0, half), sample.substring(half)), entry.pattern());
        }
        Untidy.of("[#1]")
                .and(endless.keySet().toArray(String[]::new))
                .isRead(text ->
                        Optional.ofNullable(endless.get(text)).ifPresent(pattern -> pattern.isIn(LogLine.of(text))));
        Untidy.of("[    1.913] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)")
                .with("(", "[#1]", ": 0000", "kvm", "dracut", "[    1.234567] ", "kernel: ", "INFO: task ", "\u001b]")
                .isRead(text -> Signatures.builtIn().in(text, Level.L1));
    }

    @Test
    void anyConsole() {
        Untidy.of(
                        "[    1.0][    T1] BUG: soft lockup - CPU#0 stuck for 22s! [CPU 0/KVM:1]\r\n(initramfs) \u001b]0;t\u0007")
                .with("\u001b", "\r", "[    1.234567] ", "Kernel panic - not syncing: ", "login: ")
                .isRead(text -> {
                    ConsoleWatch watch = new ConsoleWatch(Signatures.builtIn(), Level.L1, line -> {});
                    for (int i = 0; i < text.length(); i += 8_192) {
                        watch.read(text.substring(i, Math.min(text.length(), i + 8_192)));
                    }
                    assertThat(watch.lastLines()).hasSizeLessThanOrEqualTo(41);
                });
    }
}
