package org.nestlab.suite;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/**
 * Tests of suites that are known to fail, and why: an immutable value. Each kind of machine has failures of its own,
 * for example an emulated CPU that lacks a feature, so each has a file of its own: a line {@code SUITE TEST = REASON}
 * for each test, in UTF-8; empty lines and those that begin with {@code #} are passed over.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public final class KnownFailures {

    // kvm-unit-tests msr = QEMU's emulated CPU has no MSR_IA32_FLUSH_CMD
    private static final Pattern LINE = Pattern.compile("(\\S++) ++(\\S++) *= *(\\S.*+)");

    private static final KnownFailures NONE = new KnownFailures("", Map.of());

    private final String file;
    private final Map<String, String> reasons;

    private KnownFailures(String file, Map<String, String> reasons) {
        this.file = file;
        this.reasons = Map.copyOf(reasons);
    }

    /** No test is known to fail. */
    public static KnownFailures none() {
        return NONE;
    }

    /**
     * Those that a file lists.
     *
     * @throws LabConfigurationException if the file cannot be read, or naming the file and the line that is wrong
     */
    public static KnownFailures in(Path file) {
        return read(file.toString(), SuiteFiles.read("the list of known failures", file));
    }

    static KnownFailures read(String file, String text) {
        Map<String, String> reasons = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                throw wrong(
                        file, number, "'%s' is not a valid line; expected SUITE TEST = REASON".formatted(line.strip()));
            }
            if (reasons.put(key(matcher.group(1), matcher.group(2)), matcher.group(3)) != null) {
                throw wrong(file, number, "%s of %s is listed twice".formatted(matcher.group(2), matcher.group(1)));
            }
        }
        return new KnownFailures(file, reasons);
    }

    /** Why a test is known to fail; empty where it is not. */
    public Optional<String> reason(String suite, String test) {
        return Optional.ofNullable(reasons.get(key(suite, test)));
    }

    /** The file that lists them; empty where there is none. */
    public String file() {
        return file;
    }

    private static String key(String suite, String test) {
        return suite + " " + test;
    }

    private static LabConfigurationException wrong(String file, int line, String what) {
        return new LabConfigurationException("%s:%d: %s".formatted(file, line, what));
    }
}
