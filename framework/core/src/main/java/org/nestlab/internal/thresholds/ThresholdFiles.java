package org.nestlab.internal.thresholds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.ExperimentSettings;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.SettingFile;

/** Finds the thresholds: settings before the file of {@code nestlab.thresholds} before the class path's. */
public final class ThresholdFiles {

    private static final String RESOURCE = "thresholds.yaml";

    private ThresholdFiles() {}

    /**
     * Reads what there is; an entry of the file replaces the same one of the class path.
     *
     * @throws LabConfigurationException if the file is not there or something in it is wrong
     */
    public static Thresholds load(ExperimentSettings settings) {
        Thresholds thresholds = ofClassPath();
        if (settings.thresholds().isPresent()) {
            thresholds = thresholds.replacedBy(ofFile(settings.thresholds().get()));
        }
        return thresholds.overriddenBy(settings.overrides());
    }

    /**
     * Reads how much more exits may cost: the file's limits before the class path's.
     *
     * @throws LabConfigurationException if the file is not there or something in it is wrong
     */
    public static ExactLimits loadExact(ExperimentSettings settings) {
        ExactLimits limits =
                textOfClassPath().map(text -> ExactLimits.read(RESOURCE, text)).orElseGet(ExactLimits::none);
        return settings.thresholds().isPresent()
                ? limits.replacedBy(ExactLimits.read(
                        settings.thresholds().get().toString(),
                        SettingFile.read(
                                Setting.THRESHOLDS, settings.thresholds().get())))
                : limits;
    }

    private static Thresholds ofClassPath() {
        return textOfClassPath().map(text -> Thresholds.read(RESOURCE, text)).orElseGet(Thresholds::none);
    }

    private static Optional<String> textOfClassPath() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ClassLoader usable = loader == null ? ThresholdFiles.class.getClassLoader() : loader;
        try (InputStream in = usable.getResourceAsStream(RESOURCE)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the class path's " + RESOURCE + " cannot be read", e);
        }
    }

    private static Thresholds ofFile(Path file) {
        return Thresholds.read(file.toString(), SettingFile.read(Setting.THRESHOLDS, file));
    }
}
