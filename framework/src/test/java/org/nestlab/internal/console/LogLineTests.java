package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.console.LogLine.Message;

class LogLineTests {

    private static List<String> messages(String line) {
        return LogLine.of(line).messages().stream().map(Message::text).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[    0.000000] Linux version 3.10.0|0.0",
                "[    0.000000][    T0] Linux version 3.10.0|0.0",
                "[    0.048509 ][    T0 ] Linux version 3.10.0|0.048509",
                "<5>[    1.5] Linux version 3.10.0|1.5",
                "kern  :notice: [    1.500000] [    C1] Linux version 3.10.0|1.5",
                "Nov 30 03:51:52 host kernel: [12345.000001] Linux version 3.10.0|12345.000001",
                "[    1.500000 <    0.000012>] Linux version 3.10.0|1.5",
                "Nov 30 03:51:52 host kernel: Linux version 3.10.0|NaN",
                "Linux version 3.10.0|NaN",
            })
    void aMessageHasTheTimeOfItsStamp(String line, double stamp) {
        assertThat(LogLine.of(line).message()).isEqualTo("Linux version 3.10.0");
        assertThat(Double.compare(LogLine.of(line).stamp(), stamp)).isZero();
    }

    @Test
    void aLineOfTwoCpusIsTwoMessages() {
        assertThat(LogLine.of("[    1.000001][    C0] one[    1.000002][    C1] two")
                        .messages())
                .containsExactly(new Message(1.000001, "one"), new Message(1.000002, "two"));
        assertThat(messages("[    0.048509 ][    T0 ] one[    0.049111 ][    T0 ] two"))
                .containsExactly("one", "two");
        assertThat(messages("max_states_per_i[    2.301324] clocksource: Watchdog remote CPU 1 read timed out"))
                .containsExactly("max_states_per_i", "clocksource: Watchdog remote CPU 1 read timed out");
        assertThat(messages("cirros login: [  117.058785] Kernel panic"))
                .containsExactly("cirros login: ", "Kernel panic");
        assertThat(messages("Password: Kernel panic - not syncing: x"))
                .containsExactly("Password: ", "Kernel panic - not syncing: x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "[  OK  ] Reached target emergency.target - Emergency Mode.",
                "         Starting dracut-emergency.service - Dracut Emergency Shell...",
                "[Firmware Bug]: TSC frequency mismatch",
                "[drm] Initialized",
                "Nov 30: a day",
                "kernel",
                "user: root",
                "\t1-....: (5249 ticks this GP)",
                "2026-11-30",
                "Linux hypervisor 6.1.0-39-cloud-amd64 #1 SMP",
            })
    void whatIsNoHeadBelongsToTheMessage(String line) {
        assertThat(messages(line)).containsExactly(line.stripLeading());
    }

    @Test
    void theTagOfAProgramIsPartOfItsMessage() {
        assertThat(messages("Nov 30 03:51:52 host systemd[1]: Freezing execution."))
                .containsExactly("host systemd[1]: Freezing execution.");
        assertThat(messages("[    4.812345] systemd[1]: Freezing execution."))
                .containsExactly("systemd[1]: Freezing execution.");
    }

    @Test
    void aLineWithoutWordsHasOneMessage() {
        assertThat(messages("")).containsExactly("");
        assertThat(messages("[    1.234567] ")).containsExactly("");
        assertThat(messages("   ")).containsExactly("");
    }

    @Test
    void theNextMessageIsLookedForWhereverOneMayBegin() {
        assertThat(messages("host login: kvm: exiting")).containsExactly("host login: ", "kvm: exiting");
        Untidy.of("host login: kvm[    1.234567][    T1] x kernel: y Password: [    1.234568] z")
                .with("[", "kernel: ", "k", ": ", " login: ", "Password: ", "[    1.234567]")
                .isRead(text -> {
                    for (Matcher another = LogLine.ANOTHER.matcher(text); another.find(); ) {
                        assertThat(LogLine.mayBegin(text, another.start())).isTrue();
                    }
                });
    }

    @Test
    void anyLine() {
        Untidy.of(
                        "Nov 30 03:51:52 host kernel: [12345.678901][ T4711] BUG: unable to handle page fault",
                        "kern  :info  : [    0.000000] [    T0] Linux version",
                        "2026-11-30T03:51:52.123456+01:00 host kernel: \u001b[0mx\u001b]0;t\u0007")
                .with(
                        "[    1.234567] ",
                        "[ T1] ",
                        "kernel: ",
                        "login: ",
                        "\u001b",
                        "\u001b[",
                        "\u001b]",
                        "<6>",
                        " ",
                        "6,1,1,-;")
                .and(
                        Untidy.endless("[    1.234567", " "),
                        Untidy.endless("[", "1"),
                        Untidy.endless("", "[    1.234567] "))
                .and(Untidy.endless("", "kernel: "), Untidy.endless("", "x login: "), Untidy.endless("", "\u001b]"))
                .and(
                        Untidy.endless("\u001b[", "1;"),
                        Untidy.endless("\u001bP", "x"),
                        Untidy.endless("", "Nov 30 03:51:52 "))
                .and(Untidy.endless("", "a.b-"), Untidy.endless("kern  :info  : ", "kern  :info  : "))
                .isRead(text -> assertThat(LogLine.of(text).messages()).hasSizeBetween(1, 32));
    }
}
