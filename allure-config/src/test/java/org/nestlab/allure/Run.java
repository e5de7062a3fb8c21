package org.nestlab.allure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A real JUnit run that writes real Allure results into a folder. */
record Run(Path folder) {

    /** Runs one test class and reads what it left. */
    static Run of(Path folder, Class<?> testClass, String... settings) {
        AllureLifecycle outer = Allure.getLifecycle();
        AllureLifecycle inner = new AllureLifecycle(new FileSystemResultsWriter(folder));
        Allure.setLifecycle(inner);
        try {
            LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(testClass))
                    .enableImplicitConfigurationParameters(false);
            for (String setting : settings) {
                request.configurationParameter(
                        setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
            }
            Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                    .enableTestExecutionListenerAutoRegistration(false)
                    .addTestExecutionListeners(new AllureJunitPlatform(inner), new TestsInProgress())
                    .build());
            // On this thread the test that asks would count as the running one.
            CompletableFuture.runAsync(() -> launcher.execute(request.build()), task -> new Thread(task).start())
                    .join();
        } finally {
            Allure.setLifecycle(outer);
        }
        return new Run(folder);
    }

    /** The result of the test whose name starts so. */
    JsonNode test(String name) {
        return files("-result.json").stream()
                .filter(json -> json.path("name").asText().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result of " + name + " in " + folder));
    }

    /** The containers that Nestlab wrote. */
    List<JsonNode> tearDowns() {
        return files("-container.json").stream()
                .filter(json -> json.path("name").asText().equals("Nestlab"))
                .toList();
    }

    String attachment(JsonNode attachment) {
        try {
            return Files.readString(folder.resolve(attachment.path("source").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of a field of every element, in order. */
    static List<String> all(JsonNode array, String field) {
        List<String> values = new ArrayList<>();
        array.forEach(element -> values.add(element.path(field).asText()));
        return values;
    }

    /** The values of the labels of one name. */
    static List<String> labels(JsonNode test, String name) {
        List<String> values = new ArrayList<>();
        test.path("labels").forEach(label -> {
            if (label.path("name").asText().equals(name)) {
                values.add(label.path("value").asText());
            }
        });
        return values;
    }

    private List<JsonNode> files(String ending) {
        List<JsonNode> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(ending)) {
                    found.add(new ObjectMapper().readTree(file.toFile()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
