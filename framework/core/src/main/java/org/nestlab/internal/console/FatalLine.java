package org.nestlab.internal.console;

/**
 * A line of a console that shows that its guest is dead.
 *
 * @param signature what it is
 * @param line the line, without its end and without terminal control sequences
 */
public record FatalLine(Signature signature, String line) {

    @Override
    public String toString() {
        return "%s on the console: %s".formatted(signature.name(), line);
    }
}
