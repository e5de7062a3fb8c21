package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.nestlab.allure.Build;

/** The files that other versions of Allure, and Jenkins' plugin, read beside the results. */
final class ResultsExtras {

    /** {@code kernel.L1}, {@code qemu.L0}: a fact of one level. */
    private static final Pattern OF_A_LEVEL = Pattern.compile(".+\\.L\\d+");

    private ResultsExtras() {}

    /** The categories in the form that Allure 2's {@code categories.json} and Allure 3's configuration share. */
    static List<Map<String, Object>> categories() {
        List<Map<String, Object>> categories = new ArrayList<>();
        for (Category category : Category.values()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", category.title());
            json.put("matchedStatuses", category.statuses());
            json.put("traceRegex", category.traceRegex());
            categories.add(json);
        }
        return categories;
    }

    /** The tier and the versions at every level, as far as the tests have labels for them. */
    static Map<String, String> environment(Results results) {
        Map<String, Set<String>> values = new TreeMap<>();
        for (Results.Test test : results.tests()) {
            test.labels().forEach((name, all) -> {
                if (name.equals("tier") || OF_A_LEVEL.matcher(name).matches()) {
                    values.computeIfAbsent(name, n -> new TreeSet<>()).addAll(all);
                }
            });
        }
        Map<String, String> environment = new LinkedHashMap<>();
        values.forEach((name, all) -> environment.put(name, String.join(", ", all)));
        environment.put("java", Runtime.version().toString());
        return environment;
    }

    /**
     * Writes them.
     *
     * @param environment of the labs, from {@link #environment(Results)}
     * @param variables of this process, which describe the build
     */
    static void write(Path folder, Map<String, String> environment, Map<String, String> variables) throws IOException {
        Optional<Build> build = Build.of(variables);
        if (build.isPresent()) {
            ReportJson.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(
                            folder.resolve("executor.json").toFile(),
                            build.get().executor());
        }
        ReportJson.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("categories.json").toFile(), categories());
        StringBuilder properties = new StringBuilder();
        environment.forEach((name, value) -> properties
                .append(escape(name, true))
                .append('=')
                .append(escape(value, false))
                .append('\n'));
        Files.writeString(folder.resolve("environment.properties"), properties);
    }

    /** As {@link java.util.Properties#load(java.io.Reader)} reads it back. */
    private static String escape(String text, boolean isKey) {
        String safe = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        if (!isKey) {
            return safe.startsWith(" ") ? "\\" + safe : safe;
        }
        return safe.replace(" ", "\\ ")
                .replace("=", "\\=")
                .replace(":", "\\:")
                .replace("#", "\\#")
                .replace("!", "\\!");
    }
}
