package org.nestlab.machine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A command for a machine's POSIX shell, with a deadline and a bound on what is kept of its output: an immutable value.
 * {@code withX} replaces a property.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Command {

    /** How long a command may take unless it says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Bytes kept of each output stream unless the command says otherwise: 4 MiB. */
    public static final int DEFAULT_OUTPUT_LIMIT = 4 << 20;

    private static final Set<String> RESERVED = Set.of(
            "case",
            "do",
            "done",
            "elif",
            "else",
            "esac",
            "fi",
            "for",
            "function",
            "if",
            "in",
            "select",
            "then",
            "time",
            "until",
            "while");

    private final String line;
    private final @Nullable String input;
    private final Duration timeout;
    private final int outputLimit;

    private Command(String line, @Nullable String input, Duration timeout, int outputLimit) {
        if (line.isBlank()) {
            throw new IllegalArgumentException("a command is not blank");
        }
        if (line.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a command holds no NUL byte: " + line.replace("\0", "\\0"));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(line)) {
            throw new IllegalArgumentException("a command is text, and half of a surrogate pair is none: "
                    + line.replaceAll("[\\ud800-\\udfff]", "?"));
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a command's time-out is positive, not " + timeout);
        }
        if (outputLimit < 1) {
            throw new IllegalArgumentException("an output limit is 1 byte or more, not " + outputLimit);
        }
        this.line = line;
        this.input = input;
        this.timeout = timeout;
        this.outputLimit = outputLimit;
    }

    /** A shell script, taken as it is written: pipes, variables and quotes mean what the shell makes of them. */
    public static Command shell(String script) {
        return new Command(script, null, DEFAULT_TIMEOUT, DEFAULT_OUTPUT_LIMIT);
    }

    /** A program and its arguments as data: every word reaches the program unchanged, with any characters in it. */
    public static Command of(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(isProgram(program) ? program : quoted(program));
        for (String argument : arguments) {
            words.add(quote(argument));
        }
        return shell(String.join(" ", words));
    }

    /** The word in a form that a POSIX shell reads back as exactly that word. */
    public static String quote(String word) {
        return !word.isEmpty() && word.chars().allMatch(Command::isPlain) ? word : quoted(word);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * In the first place a word of the shell's own, or one with an equals sign, means something else than a program.
     */
    private static boolean isProgram(String program) {
        return quote(program).equals(program) && program.indexOf('=') < 0 && !RESERVED.contains(program);
    }

    private static boolean isPlain(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "_./:=@%+,-".indexOf(c) >= 0);
    }

    /** What the shell is given. */
    public String line() {
        return line;
    }

    /** Text for standard input, sent as UTF-8; empty where the command reads none. */
    public Optional<String> input() {
        return Optional.ofNullable(input);
    }

    /** How long the command may take, on the clock of the machine that runs the tests. */
    public Duration timeout() {
        return timeout;
    }

    /** Bytes kept of standard output and of standard error, each; the rest is read and dropped. */
    public int outputLimit() {
        return outputLimit;
    }

    public Command withLine(String script) {
        return new Command(script, input, timeout, outputLimit);
    }

    public Command withInput(String text) {
        return new Command(line, text, timeout, outputLimit);
    }

    public Command withTimeout(Duration newTimeout) {
        return new Command(line, input, newTimeout, outputLimit);
    }

    public Command withOutputLimit(int bytes) {
        return new Command(line, input, timeout, bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Command same
                && line.equals(same.line)
                && Objects.equals(input, same.input)
                && timeout.equals(same.timeout)
                && outputLimit == same.outputLimit;
    }

    @Override
    public int hashCode() {
        return Objects.hash(line, input, timeout, outputLimit);
    }

    @Override
    public String toString() {
        return line;
    }
}
