package org.nestlab.internal.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a console, of dmesg or of a system's log in a normal form: without terminal control sequences, and without
 * what a kernel, dmesg, syslog or journalctl puts in front of a message.
 *
 * <p>If one CPU or a program prints into the line of another, each part is a message of its own: a time stamp, the word
 * {@code kernel:}, and a prompt for a name or a password each begin one.
 */
public final class LogLine {

    /** How many messages of one line are read; no program prints more of them into a line on purpose. */
    private static final int MOST_MESSAGES = 32;

    private static final String LEVEL = "(?:emerg|alert|crit|err(?:or)?|warn(?:ing)?|notice|info|debug|panic)";
    private static final String FACILITY =
            "(?:kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|local[0-7])";
    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String TIME = "\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9}+)?+";
    private static final String ZONE = "(?:Z|[+-]\\d\\d:?+\\d\\d)";

    // [    0.000000] · [    0.048509 ] · [   1.2345@0] · [    1.234567 <    0.000012>] of dmesg -d
    private static final String STAMP =
            "\\[ {0,11}+(\\d{1,10}+\\.\\d{1,9}+)(?:@\\d{1,4}+)?+(?: <[ +]{0,12}+\\d{1,10}+\\.\\d{1,9}+>)?+ ?+\\] ?+";

    /** What can be in front of a message: one of these, or several after each other. */
    private static final Pattern HEAD = Pattern.compile(String.join(
            "|",
            STAMP,
            // [    T1] [   C0] [    T0 ] of CONFIG_PRINTK_CALLER
            "\\[ {0,11}+[TC]\\d{1,10}+ ?+\\] ?+",
            // <6>
            "<\\d{1,3}+>(?:1 )?+",
            // 6,339,5140900,-,caller=T1;  of /dev/kmsg and of netconsole
            "\\d{1,3}+,\\d{1,20}+,\\d{1,20}+,[-c+](?:,[\\w=,./-]{0,100}+)?+;",
            // kern  :info  :   of dmesg -x
            FACILITY + " {0,8}+: ?+" + LEVEL + " {0,8}+: ?+",
            // kern.info   of BusyBox' syslogd
            FACILITY + "\\." + LEVEL + " ",
            // [Mon Nov 30 03:51:52 2026]   of dmesg -T
            "\\[" + DAY + " " + MONTH + " [ \\d]\\d " + TIME + " \\d{4}\\] ?+",
            // [Nov30 03:51] [  +0.000123]   of dmesg -H
            "\\[" + MONTH + "\\d\\d \\d\\d:\\d\\d\\] ?+",
            "\\[ {0,11}+\\+\\d{1,10}+\\.\\d{1,9}+\\] ?+",
            // Nov 30 03:51:52 · Nov 30 2026 03:51:52 · Mon 2026-11-30 03:51:52 UTC
            "(?:" + DAY + " )?+" + MONTH + " [ \\d]?\\d(?: \\d{4})?+ " + TIME + " ",
            "(?:" + DAY + " )?+\\d{4}-\\d\\d-\\d\\d[T ]" + TIME + "(?: ?" + ZONE + "| [A-Z]{2,5})?+(?: |: )",
            // 1701316312.123456   of journalctl -o short-unix
            "\\d{9,10}+\\.\\d{6} (?=\\S{1,255} )",
            // host kernel:
            "(?:[\\w.-]{1,255} )?kernel(?:\\[\\d{1,10}+\\])?: ?+"));

    /** Where another message begins within a line; a time stamp has six digits there. */
    static final Pattern ANOTHER = Pattern.compile("\\[ {0,11}+\\d{1,10}+\\.\\d{6}(?:@\\d{1,4}+)?+ ?+\\]"
            + "|(?<![\\w-])kernel: ?+|(?<=(?: login|[Pp]assword): )(?=\\S)");

    private final String text;
    private @Nullable List<Message> messages;
    private @Nullable Characters characters;

    /**
     * One message of a line.
     *
     * @param stamp seconds since the kernel's start; NaN if the message has no such time stamp
     * @param text the message without anything in front of it, not even blanks
     */
    record Message(double stamp, String text) {}

    private LogLine(String text) {
        this.text = text;
    }

    /**
     * Reads a line.
     *
     * @param raw without its end
     */
    public static LogLine of(String raw) {
        return new LogLine(Escapes.removed(raw).stripTrailing());
    }

    /** The whole line, without terminal control sequences and without blanks at its end. */
    public String text() {
        return text;
    }

    /** The first message. */
    public String message() {
        return messages().get(0).text();
    }

    /** When the kernel printed it, in seconds since its start; NaN if the line has no such time stamp. */
    public double stamp() {
        return messages().get(0).stamp();
    }

    /** Whether one of its messages begins with these words, and has this time stamp. */
    public boolean says(String words, double stamp) {
        return text.contains(words)
                && messages().stream()
                        .anyMatch(message ->
                                message.text().startsWith(words) && Double.compare(message.stamp(), stamp) == 0);
    }

    Characters characters() {
        Characters known = characters;
        if (known == null) {
            known = Characters.of(text);
            characters = known;
        }
        return known;
    }

    /** The messages of the line, in order; at least one. */
    List<Message> messages() {
        List<Message> known = messages;
        if (known == null) {
            known = parse();
            messages = known;
        }
        return known;
    }

    private List<Message> parse() {
        List<Message> found = new ArrayList<>(1);
        // What it looks behind for is before the place where it is tried.
        Matcher another = ANOTHER.matcher(text).useTransparentBounds(true);
        Matcher head = HEAD.matcher(text);
        int start = 0;
        while (start <= text.length()) {
            double stamp = Double.NaN;
            int from = blanks(start);
            while (head.region(from, text.length()).lookingAt() && head.end() > from) {
                stamp = head.group(1) == null ? stamp : Double.parseDouble(head.group(1));
                from = blanks(head.end());
            }
            int end = found.size() < MOST_MESSAGES - 1 ? next(another, from + 1) : text.length();
            found.add(new Message(stamp, text.substring(from, end)));
            start = end < text.length() ? end : text.length() + 1;
        }
        return List.copyOf(found);
    }

    /**
     * Where the next message begins, or the end of the line. Trying the pattern at each character would take ten times
     * as long.
     */
    private int next(Matcher another, int from) {
        for (int at = from; at < text.length(); at++) {
            if (mayBegin(text, at) && another.region(at, text.length()).lookingAt()) {
                return at;
            }
        }
        return text.length();
    }

    /** Whether {@link #ANOTHER} may match there: its alternatives begin in these ways. */
    static boolean mayBegin(String text, int at) {
        return switch (text.charAt(at)) {
            case '[' -> true;
            case 'k' -> text.startsWith("kernel:", at) || isAfterColon(text, at);
            default -> isAfterColon(text, at);
        };
    }

    private static boolean isAfterColon(String text, int at) {
        return at > 1 && text.charAt(at - 1) == ' ' && text.charAt(at - 2) == ':';
    }

    private int blanks(int start) {
        int at = start;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
