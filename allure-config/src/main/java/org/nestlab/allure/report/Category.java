package org.nestlab.allure.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who has to act when a test did not pass. The order matters: the first match counts, so a host that is not capable is
 * named before its consequences. {@link #traceRegex()} has the same meaning for Java (Allure 2) and JavaScript (Allure
 * 3), and matches the whole trace. Suppressed exceptions, which a trace indents, count only if they say that a guest
 * died.
 */
enum Category {
    HOST("Host not capable", "broken", exception("HostNotCapableException")),
    CONFIGURATION("Lab configuration (author)", "broken", exception("LabConfigurationException")),
    EMULATION(
            "Emulation broke a guest (not a failure of the test: run it again)", "skipped broken failed", emulation()),
    // L1 first: if L1 is silent, so is a guest on it
    CRASHED_L1("Guest crashed or hung (L1)", "broken failed", crash(1)),
    CRASHED_L2("Guest crashed or hung (L2)", "broken failed", crash(2)),
    CRASHED_L3("Guest crashed or hung (L3)", "broken failed", crash(3)),
    PROVISIONING(
            "Provisioning failed",
            "broken",
            exception("(?:ProvisioningException|NoAnswerException|GuestCrashedException)")),
    EXCEEDED("Threshold exceeded", "failed", exception("experiment\\.ThresholdExceededError")),
    INVALID(
            "Measurement invalid",
            "failed broken",
            exception("(?:experiment\\.InvalidExperimentError|workload\\.InvalidMeasurementException)")),
    INCONCLUSIVE(
            "Inconclusive",
            "skipped failed",
            exception("experiment\\.(?:InconclusiveTestAbortedException|InconclusiveError)")),
    COMMAND("Guest command failed", "broken", exception("GuestCommandException")),
    CLAIM("Claim not met (assertion)", "failed", "[\\s\\S]*"),
    TEST_CODE("Test code", "broken", "[\\s\\S]*");

    private final String title;
    /** One or several words: an enum holds nothing that could change. */
    private final String statuses;

    private final String traceRegex;
    private final Pattern pattern;

    Category(String title, String statuses, String traceRegex) {
        this.title = title;
        this.statuses = statuses;
        this.traceRegex = traceRegex;
        this.pattern = Pattern.compile(traceRegex);
    }

    private static String exception(String name) {
        return "^(?:[\\s\\S]*\\nCaused by: )?org\\.nestlab\\." + name + "(?![\\w.$])[\\s\\S]*$";
    }

    /**
     * A test that was aborted for it, or that failed with it.
     *
     * <pre>
     * org.opentest4j.TestAbortedException: cannot tell: L2 guest: QEMU's emulation of nested virtualization broke …
     * </pre>
     */
    private static String emulation() {
        return "^(?:org\\.opentest4j\\.TestAbortedException: cannot tell: [^\\n]*QEMU's emulation of nested virtualization broke this guest: "
                + "|(?:[\\s\\S]*\\nCaused by: )?org\\.nestlab\\.EmulatorFaultException(?![\\w.$]))[\\s\\S]*$";
    }

    /**
     * The first line of the message begins with a guest of that level, or says that it does not answer.
     *
     * <pre>
     * org.nestlab.NoAnswerException: L2 guest: an SSH login as root: gave up after 600 s (…); last seen: L1 …
     *     Suppressed: org.nestlab.GuestCrashedException: lab 'a' is dead and the next test gets a new one: L1 …
     * Caused by: org.nestlab.GuestCrashedException: L2 guest: SSH to listen on 10.91.7.2:22: hopeless, kernel panic …
     * </pre>
     */
    private static String crash(int level) {
        return ("^(?:[\\s\\S]*\\n(?:Caused by|\\s+Suppressed): )?org\\.nestlab\\.(?:GuestCrashedException|NoAnswerException): "
                        // the first line of the message of a lab that asked every level
                        + "(?:which layer died: L%1$d [^:\\n]*: (?!unknown|network only|paused)|(?:which layer died: [^\\n]*\\r?\\n)?"
                        + "(?:(?:lab '[^\\n]*' (?:failed before|is dead and the next test gets a new one): )?L%1$d "
                        + "|[^\\n]*\\bL%1$d [^ \\n]+ itself does not answer))[\\s\\S]*$")
                .formatted(level);
    }

    /** As readers see it. */
    String title() {
        return title;
    }

    /**
     * Allure's statuses that it applies to: {@code failed} for assertions, {@code skipped} for aborted tests,
     * {@code broken}.
     */
    List<String> statuses() {
        return List.of(statuses.split(" "));
    }

    String traceRegex() {
        return traceRegex;
    }

    /** The category of a test; empty if it passed or was skipped for another reason than its evidence. */
    static Optional<Category> of(String status, String trace) {
        return List.of(values()).stream()
                .filter(c -> c.statuses().contains(status)
                        && c.pattern.matcher(trace).matches())
                .findFirst();
    }
}
