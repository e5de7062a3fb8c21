package org.nestlab.internal.shell;

import java.io.IOException;
import java.util.function.Consumer;
import org.nestlab.ProvisioningException;

/** A process that ends with this JVM, until this object is closed. */
public final class HookedProcess implements AutoCloseable {

    private final Process process;
    private final Thread hook;

    private HookedProcess(Process process, Thread hook) {
        this.process = process;
        this.hook = hook;
    }

    /**
     * Starts it.
     *
     * @param end ends the process; a shutdown hook calls it if this JVM is asked to end
     * @throws ProvisioningException if this JVM was asked to end before: no process runs then
     * @throws IOException if the program cannot be started
     */
    public static HookedProcess start(ProcessBuilder builder, Consumer<Process> end) throws IOException {
        return ShutdownGate.ofThisJvm().pass(() -> {
            Process process = builder.start();
            Thread hook = new Thread(() -> end.accept(process), "nestlab-process-stop");
            ShutdownGate.register(hook, () -> end.accept(process));
            return new HookedProcess(process, hook);
        });
    }

    public Process process() {
        return process;
    }

    /** Lets go of it: it is not ended with this JVM any more. */
    @Override
    public void close() {
        ShutdownGate.unregister(hook);
    }
}
