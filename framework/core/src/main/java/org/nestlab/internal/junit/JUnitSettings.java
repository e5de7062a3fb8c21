package org.nestlab.internal.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.UnknownSettings;

/**
 * The settings of a JUnit run. An extension cannot list configuration parameters, so unknown keys are looked for where
 * they come from: the system properties and the properties file.
 */
final class JUnitSettings {

    private static final String FILE = "junit-platform.properties";

    private JUnitSettings() {}

    /**
     * The settings of the run that a context belongs to.
     *
     * @throws org.nestlab.LabConfigurationException if a key or a value is wrong
     */
    static Settings of(ExtensionContext context) {
        UnknownSettings.check("the system properties", System.getProperties().stringPropertyNames());
        UnknownSettings.check(FILE, keysOfFile(Thread.currentThread().getContextClassLoader()));
        return Settings.from(context::getConfigurationParameter);
    }

    /** The keys of all system properties and of the properties file. */
    static Set<String> keys() {
        Set<String> keys = new TreeSet<>(System.getProperties().stringPropertyNames());
        keys.addAll(keysOfFile(Thread.currentThread().getContextClassLoader()));
        return keys;
    }

    /** The keys of the file that JUnit reads: the first one on the class path. */
    static Set<String> keysOfFile(@Nullable ClassLoader loader) {
        ClassLoader from = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        try (InputStream in = from.getResourceAsStream(FILE)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.stringPropertyNames();
        } catch (IOException e) {
            throw new UncheckedIOException("%s on the class path cannot be read".formatted(FILE), e);
        }
    }
}
