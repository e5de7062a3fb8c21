package org.nestlab.internal.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spi.LabEvent.Evidence;
import org.opentest4j.TestAbortedException;

/**
 * Keeps what a failed test of a user has, for a test that brings labs up without {@code @Lab}: before the test cleans
 * up, each lab of this JVM is asked which layer died, which the failure is told, and its consoles, QEMU logs and bug
 * report are put into {@code nestlab.output.dir} ({@code target/nestlab}), in a folder with the lab's name. A lab that
 * the test has closed cannot be asked: hand it over before ({@link #keep}).
 */
public final class KeptEvidence implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw kept(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw kept(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw kept(failure);
    }

    static Throwable kept(Throwable failure) {
        if (!(failure instanceof TestAbortedException)) {
            LiveLabs.up().stream()
                    .filter(LabOnHost.class::isInstance)
                    .map(LabOnHost.class::cast)
                    .forEach(lab -> keep(lab, failure));
        }
        return failure;
    }

    /** Whatever goes wrong here is told beside the failure, and hides nothing of it. */
    static void keep(LabOnHost lab, Throwable failure) {
        try {
            Findings findings = lab.diagnose(failure);
            Path folder = write(
                    Settings.fromSystemProperties().outputDir(),
                    lab.id(),
                    lab.state().context().output(),
                    findings.evidence());
            String found = findings.attribution()
                    .map(attribution -> attribution.headline())
                    .orElse("no layer was found");
            failure.addSuppressed(
                    new ProvisioningException("lab %s: %s; what was kept is in %s".formatted(lab.id(), found, folder)));
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Puts evidence of a lab where it stays, with what the lab itself has written, which may be in a folder of the test
     * that is removed at its end.
     */
    static Path write(Path output, String lab, Path own, List<Evidence> evidence) throws IOException {
        Path stays = output.resolve(lab);
        Path folder = Files.createDirectories(stays.resolve("evidence"));
        for (Evidence each : evidence) {
            Files.writeString(
                    folder.resolve(each.name().replaceAll("[^A-Za-z0-9]+", "-") + ".txt"),
                    each.content(),
                    StandardCharsets.UTF_8);
        }
        if (!own.toAbsolutePath().normalize().equals(stays.toAbsolutePath().normalize())) {
            try (Stream<Path> files = Files.list(own)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, stays.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return stays;
    }
}
