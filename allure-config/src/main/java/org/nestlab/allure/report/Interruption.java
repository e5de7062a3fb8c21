package org.nestlab.allure.report;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Handles a request to end the report's process, for example by Ctrl-C: the report of an earlier run stays, or there is
 * none, and the step's one line says which. Either the step or the interruption prints that line, whichever comes
 * first.
 */
final class Interruption {

    private static final long CLEANING_UP_SECONDS = 5;

    private final Path page;
    private final Consumer<String> out;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean writing;
    private boolean said;
    private boolean published;

    /**
     * @param page what people open
     * @param out for the one line
     */
    Interruption(Path page, Consumer<String> out) {
        this.page = page;
        this.out = out;
    }

    /** Registers {@link #interrupt} to be called when this JVM is asked to end. */
    Interruption watched() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "nestlab-report-interrupted"));
        return this;
    }

    interface Publication {
        void run() throws IOException;
    }

    /**
     * Says that there is something to clean up, which the step does when the programs that it runs have ended.
     *
     * @throws InterruptedIOException if there was an interruption before
     */
    synchronized void begin() throws InterruptedIOException {
        goOn();
        writing = true;
    }

    private void goOn() throws InterruptedIOException {
        if (said) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /**
     * Puts the report in its place; an interruption waits until this is done.
     *
     * @throws InterruptedIOException if there was one before
     */
    synchronized void publish(Publication publication) throws IOException {
        goOn();
        publication.run();
        published = true;
    }

    /** Prints the step's one line, unless an interruption has printed it. The step does nothing else afterwards. */
    void say(String line) {
        synchronized (this) {
            if (!said) {
                said = true;
                out.accept(line);
            }
        }
        ended.countDown();
    }

    /** Ends the step: nothing is published or printed any more. */
    void interrupt() {
        synchronized (this) {
            if (said) {
                return;
            }
            said = true;
            out.accept(line());
            if (!writing) {
                return;
            }
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        // the next step removes what is left after that
        try {
            ended.await(CLEANING_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String line() {
        if (published) {
            return "Nestlab report: %s (interrupted when it was written; it is whole)".formatted(page.toUri());
        }
        return Files.exists(page)
                ? "Nestlab report: interrupted, none was written; %s is that of an earlier run".formatted(page.toUri())
                : "Nestlab report: interrupted, none was written";
    }
}
