package org.nestlab.allure.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.nestlab.report.LeftBehind;
import org.nestlab.report.ReportHistory;

/** The report step's own process, which {@link ReportFork} starts. */
final class ReportProcess {

    private ReportProcess() {}

    /**
     * Removes what is left of labs, writes the report and prints where it is.
     *
     * @param words as {@link Arguments#parse} reads them; the settings come through standard input
     */
    public static void main(String... words) {
        Properties settings = new Properties();
        try (InputStreamReader in = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
            settings.load(in);
        } catch (IOException | IllegalArgumentException e) {
            settings.clear();
        }
        if (!settings.containsKey(ReportFork.COMPLETE)) {
            System.out.println("Nestlab report: could not be written: the process that started it has ended");
            return;
        }
        settings.forEach((key, value) -> System.setProperty(String.valueOf(key), String.valueOf(value)));
        write(words);
        System.exit(0);
    }

    private static void write(String... words) {
        Interruption interruption;
        try {
            Arguments arguments = Arguments.parse(words);
            interruption = new Interruption(ReportStep.index(arguments), System.out::println).watched();
            interruption.say(line(arguments, interruption));
        } catch (IllegalArgumentException e) {
            System.out.println(complaint(e));
        }
    }

    private static String line(Arguments arguments, Interruption interruption) {
        try {
            Map<String, String> environment = System.getenv();
            RunSettings run = RunSettings.read();
            LeftBehind.remove(run::of, arguments.folder()).forEach(left -> System.out.println("Nestlab: " + left));
            return new ReportStep(
                            arguments,
                            environment,
                            ReportStep.cache(environment),
                            AllureHistory.of(arguments, run::of),
                            () -> ReportHistory.open(run::of, arguments.folder()))
                    .run(interruption);
        } catch (IOException | RuntimeException e) {
            return complaint(e);
        }
    }

    private static String complaint(Exception e) {
        return "Nestlab report: could not be written: " + e.getMessage();
    }
}
