package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nestlab.experiment.Experiment;

/**
 * The overhead page as a page of Allure 3's report, and its card on the report's summary.
 *
 * @param page the whole page
 * @param headline the card's text
 * @param shown the experiments that the card counts
 */
record OverheadPlugin(String page, Headline headline, List<Experiment> shown) {

    OverheadPlugin {
        shown = List.copyOf(shown);
    }

    static OverheadPlugin of(Measurements measurements) {
        return new OverheadPlugin(
                OverheadPage.of(measurements),
                Headline.of(measurements),
                measurements.tiers().stream().flatMap(t -> t.shown().stream()).toList());
    }

    /**
     * Writes the plugin's files, and returns its part of Allure's configuration.
     *
     * @param work a folder that exists until the report is made
     */
    Map<String, Object> configure(Path work) throws IOException {
        Path script = Files.writeString(work.resolve("overhead-plugin.mjs"), Resources.text("overhead-plugin.mjs"));
        Path file = Files.writeString(work.resolve(OverheadPage.FILE), page);
        return Map.of("import", script.toString(), "options", Map.of("page", file.toString(), "card", card()));
    }

    private Map<String, Object> card() {
        Map<String, Object> stats = new LinkedHashMap<>();
        headline.counts().forEach((verdict, count) -> stats.put(verdict.word(), count));
        stats.put(
                "total",
                headline.counts().values().stream().mapToInt(Integer::intValue).sum());
        Duration took = shown.stream().map(Experiment::took).reduce(Duration.ZERO, Duration::plus);
        Map<String, Object> card = new LinkedHashMap<>();
        // the card breaks lines anywhere
        card.put("name", headline.text().replace(" %", "\u00a0%"));
        card.put("plugin", "Overhead");
        card.put("status", headline.verdict().word());
        card.put("stats", stats);
        card.put("duration", took.toMillis());
        shown.stream()
                .map(e -> e.design().started().plus(e.took()))
                .max(Instant::compareTo)
                .ifPresent(at -> card.put("createdAt", at.toEpochMilli()));
        return card;
    }
}
