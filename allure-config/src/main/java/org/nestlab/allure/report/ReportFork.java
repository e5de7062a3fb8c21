package org.nestlab.allure.report;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * Runs the report step in a separate JVM, so that no thread, native library or shutdown hook of the step stays in
 * Maven's JVM, and so that an interruption ends it cleanly. Settings are passed through a pipe, because other users of
 * the machine can read a command line.
 */
final class ReportFork {

    /** The line after the last setting. */
    static final String COMPLETE = "nestlab.report.settings.complete";

    private static final String PREFIX = "nestlab.";
    private static final String LINE = "Nestlab report: ";
    private static final long GOODBYE_SECONDS = 10;

    private final Consumer<String> out;
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param out for the lines that the process prints */
    ReportFork(Consumer<String> out) {
        this.out = out;
    }

    /**
     * Runs the step to its end. It never fails: the last line says what went wrong.
     *
     * @param words as {@link Arguments#parse} reads them
     */
    void run(List<String> words) {
        try {
            Path jar = Files.createTempFile("nestlab-report", ".jar");
            try {
                classPath(jar);
                run(jar, words);
            } finally {
                Files.deleteIfExists(jar);
            }
        } catch (IOException e) {
            out.accept(LINE + "could not be written: " + e.getMessage());
        } finally {
            over.countDown();
        }
    }

    private void run(Path jar, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                // The process lives for seconds: the second compiler would double their processor time.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                jar.toString(),
                ReportProcess.class.getName()));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread hook = new Thread(() -> end(process), "nestlab-report-stop");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            handOver(process);
            boolean said = listen(process);
            int status = process.waitFor();
            if (!said) {
                out.accept(LINE + "could not be written: its process ended with exit status " + status);
            }
        } catch (IllegalStateException e) {
            out.accept(LINE + "none was written: this program is being ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.accept(LINE + "interrupted, none was written");
        } finally {
            process.destroy();
            unhook(hook);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM is being ended, and runs the hook itself.
        }
    }

    /** A process that does not read them ends, and its output says why. */
    private static void handOver(Process process) {
        Properties settings = new Properties();
        for (String key : System.getProperties().stringPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                settings.setProperty(key, System.getProperty(key));
            }
        }
        try (Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            settings.store(in, null);
            in.write(COMPLETE + "=\n");
        } catch (IOException e) {
            // its output or its exit status says why
        }
    }

    /** Whether it has printed the step's one line. */
    private boolean listen(Process process) throws IOException {
        boolean said = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.accept(line);
                said |= line.startsWith(LINE);
            }
        }
        return said;
    }

    /** When this JVM ends: asks the process to end, too, and passes on its last line. */
    private void end(Process process) {
        // Process.destroy would also close its output
        ProcessHandle asked = process.toHandle();
        asked.destroy();
        try {
            if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
            }
            over.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            asked.destroyForcibly();
        }
    }

    /** A jar with the class path in its manifest, where its length and special characters do no harm. */
    private static void classPath(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        elements(ReportFork.class.getClassLoader()).stream()
                                .map(URI::toASCIIString)
                                .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream empty = new JarOutputStream(file, manifest)) {
            empty.finish();
        }
    }

    /** The class path of Maven's class loader for this step, or else of this JVM. */
    private static List<URI> elements(ClassLoader loader) throws IOException {
        if (!(loader instanceof URLClassLoader made)) {
            return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                    .filter(element -> !element.isEmpty())
                    .map(element -> Path.of(element).toUri())
                    .toList();
        }
        List<URI> elements = new ArrayList<>();
        for (URL url : made.getURLs()) {
            try {
                elements.add(url.toURI());
            } catch (URISyntaxException e) {
                throw new IOException("%s is not an element of a class path: %s".formatted(url, e.getMessage()), e);
            }
        }
        return elements;
    }
}
