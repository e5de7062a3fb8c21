package org.nestlab.allure.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose turn it is when a test did not pass. The order matters: the first that matches is taken, so a host that cannot is
 * named before what failed because of it. {@link #traceRegex()} is understood alike by Java (Allure 2) and by
 * JavaScript (Allure 3), and matches the whole trace; suppressed exceptions, which a trace indents, do not count.
 */
enum Category {
    HOST("Host not capable", "broken", exception("HostNotCapableException")),
    CONFIGURATION("Lab configuration (author)", "broken", exception("LabConfigurationException")),
    PROVISIONING("Provisioning failed", "broken", exception("ProvisioningException")),
    COMMAND("Guest command failed", "broken", exception("GuestCommandException")),
    CLAIM("Claim not met (assertion)", "failed", "[\\s\\S]*"),
    TEST_CODE("Test code", "broken", "[\\s\\S]*");

    private final String title;
    private final String status;
    private final String traceRegex;
    private final Pattern pattern;

    Category(String title, String status, String traceRegex) {
        this.title = title;
        this.status = status;
        this.traceRegex = traceRegex;
        this.pattern = Pattern.compile(traceRegex);
    }

    private static String exception(String simpleName) {
        return "^(?:[\\s\\S]*\\nCaused by: )?org\\.nestlab\\." + simpleName + "(?![\\w.$])[\\s\\S]*$";
    }

    /** As readers see it. */
    String title() {
        return title;
    }

    /** Allure's status that it applies to: {@code failed} for assertions, {@code broken} for all else. */
    String status() {
        return status;
    }

    String traceRegex() {
        return traceRegex;
    }

    /** The category of a test, or nothing where it passed or was skipped. */
    static Optional<Category> of(String status, String trace) {
        return List.of(values()).stream()
                .filter(c -> c.status.equals(status) && c.pattern.matcher(trace).matches())
                .findFirst();
    }
}
