package org.nestlab.internal.cli;

/** The doctor's words for people: a line for each check, its remedy below it. */
final class DoctorText {

    private DoctorText() {}

    static String render(DoctorReport report) {
        int widest = report.checks().stream()
                .mapToInt(check -> check.what().length())
                .max()
                .orElse(1);
        StringBuilder text = new StringBuilder();
        for (DoctorCheck check : report.checks()) {
            text.append("%-7s  %s  %s%n"
                    .formatted(
                            check.state().word(),
                            check.what() + " ".repeat(widest - check.what().length()),
                            check.observed()));
            if (!check.remedy().isEmpty()) {
                text.append(" ".repeat(9 + widest + 2)).append("→ %s%n".formatted(check.remedy()));
            }
        }
        text.append("%nTier: %s (%s)%n"
                .formatted(report.tier().map(choice -> choice.tier().word()).orElse("none"), report.reason()));
        text.append(report.ready() ? "Ready.%n".formatted() : "Not ready.%n".formatted());
        return text.toString();
    }
}
