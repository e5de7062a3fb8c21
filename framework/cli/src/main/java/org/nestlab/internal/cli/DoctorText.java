package org.nestlab.internal.cli;

import picocli.CommandLine.Help.Ansi;

/** The doctor's words for people: a line for each check, its remedy below it; coloured where the caller says so. */
final class DoctorText {

    private DoctorText() {}

    /** @param ansi whether the terminal shows colours */
    static String render(DoctorReport report, Ansi ansi) {
        int widest = report.checks().stream()
                .mapToInt(check -> check.what().length())
                .max()
                .orElse(1);
        StringBuilder text = new StringBuilder();
        for (DoctorCheck check : report.checks()) {
            text.append("%s  %s  %s%n"
                    .formatted(
                            ansi.string(word(check.state())),
                            check.what() + " ".repeat(widest - check.what().length()),
                            check.observed()));
            if (!check.remedy().isEmpty()) {
                text.append(" ".repeat(9 + widest + 2)).append("→ %s%n".formatted(check.remedy()));
            }
        }
        text.append("%nTier: %s (%s)%n"
                .formatted(report.tier().map(choice -> choice.tier().word()).orElse("none"), report.reason()));
        text.append(ansi.string(report.ready() ? "@|bold,green Ready.|@" : "@|bold,red Not ready.|@"))
                .append("%n".formatted());
        return text.toString();
    }

    /** Padded first: what makes a colour has no width. */
    private static String word(DoctorCheck.State state) {
        String colour = switch (state) {
            case OK -> "green";
            case WARN -> "yellow";
            case MISSING -> "bold,red";
        };
        return "@|%s %s|@%s"
                .formatted(colour, state.word(), " ".repeat(7 - state.word().length()));
    }
}
