package org.nestlab.allure.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/**
 * The {@code nestlab.*} settings that the tests had: system properties, or else the {@code junit-platform.properties}
 * of the tests' class path.
 */
final class RunSettings {

    private static final String FILE = "junit-platform.properties";

    private final Properties file;

    private RunSettings(Properties file) {
        this.file = file;
    }

    static RunSettings read() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = RunSettings.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return new RunSettings(properties);
    }

    Optional<String> of(String key) {
        return Optional.ofNullable(System.getProperty(key, file.getProperty(key)));
    }
}
