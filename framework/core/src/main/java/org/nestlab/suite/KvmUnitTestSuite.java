package org.nestlab.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;
import org.nestlab.suite.SuiteResult.Outcome;

/**
 * The kvm-unit-tests: small kernels that are booted on the KVM of a machine. Which there are is read from {@code
 * x86/unittests.cfg}, whose format its {@code docs/unittests.txt} describes; each is run by {@code run_tests.sh}. A
 * test that the suite skips because QEMU could not start has failed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KvmUnitTestSuite implements Suite {

    private static final Path LIST = Path.of("x86", "unittests.cfg");

    // [apic-split]
    private static final Pattern SECTION = Pattern.compile("\\[([A-Za-z0-9._+-]{1,100})]\\s*+");

    // PASS apic-split (56 tests, 1 skipped)
    private static final Pattern RESULT = Pattern.compile("(PASS|FAIL|SKIP) (\\S++)(?: \\((.*)\\))?\\s*+");

    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*+m");

    private final Path folder;
    private final Duration timeout;

    private KvmUnitTestSuite(Path folder, Duration timeout) {
        this.folder = folder;
        this.timeout = timeout;
    }

    /**
     * A built suite.
     *
     * @throws LabConfigurationException if there is none
     */
    public static KvmUnitTestSuite in(Path folder) {
        if (!Files.isExecutable(folder.resolve("run_tests.sh")) || !Files.isRegularFile(folder.resolve("config.mak"))) {
            throw new LabConfigurationException(
                    "%s holds no built kvm-unit-tests; expected a folder with run_tests.sh and config.mak; build it there with ./configure && make"
                            .formatted(folder));
        }
        return new KvmUnitTestSuite(folder, Duration.ofSeconds(90));
    }

    /** How long each test may take that has no limit of its own, in place of 90 s. */
    public KvmUnitTestSuite withTimeout(Duration perTest) {
        return new KvmUnitTestSuite(folder, perTest);
    }

    @Override
    public String name() {
        return "kvm-unit-tests";
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<String> tests() {
        return list(SuiteFiles.read(folder.resolve(LIST)));
    }

    /** The sections, without those of the group {@code nodefault}. */
    static List<String> list(String config) {
        List<String> names = new ArrayList<>();
        for (String line : config.lines().toList()) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                names.add(section.group(1));
            } else if (!names.isEmpty() && line.startsWith("groups") && isByHand(line)) {
                names.remove(names.size() - 1);
            }
        }
        return names;
    }

    private static boolean isByHand(String groups) {
        return List.of(groups.substring(groups.indexOf('=') + 1).strip().split("\\s+"))
                .contains("nodefault");
    }

    @Override
    public Command command(String test) {
        String name = Command.quote(test);
        return Command.shell("ACCEL=kvm TIMEOUT=%ds ./run_tests.sh %s; cat logs/%s.log"
                        .formatted(timeout.toSeconds(), name, name))
                .withTimeout(timeout.multipliedBy(2).plusSeconds(60));
    }

    @Override
    public SuiteResult read(String test, String output) {
        String plain = COLOUR.matcher(output).replaceAll("");
        return plain.lines()
                .map(RESULT::matcher)
                .filter(result -> result.matches() && result.group(2).equals(test))
                .map(result -> result(test, result.group(1), result.group(3) == null ? "" : result.group(3), plain))
                .findFirst()
                .orElseGet(() -> SuiteResult.untold(test, plain));
    }

    private static SuiteResult result(String test, String word, String reason, String output) {
        return word.equals("SKIP") && !SkipReason.doesNotApply(reason)
                ? SuiteResult.notRun(test, reason, output)
                : new SuiteResult(test, outcome(word), reason, output);
    }

    private static Outcome outcome(String word) {
        return switch (word) {
            case "PASS" -> Outcome.PASSED;
            case "SKIP" -> Outcome.SKIPPED;
            default -> Outcome.FAILED;
        };
    }
}
