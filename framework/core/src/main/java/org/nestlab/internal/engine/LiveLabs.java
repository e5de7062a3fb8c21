package org.nestlab.internal.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.ShutdownGate;
import org.slf4j.LoggerFactory;

/**
 * The labs of this JVM. They are taken down when it is asked to end, because JUnit closes no store after Ctrl-C or
 * SIGTERM.
 */
public final class LiveLabs {

    private static final Set<LiveLab> LABS = ConcurrentHashMap.newKeySet();
    private static final Set<LiveLab> HALVES = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveLabs::closeAll, "nestlab-shutdown"));
    }

    private LiveLabs() {}

    static void add(LiveLab lab) {
        LABS.add(lab);
    }

    /** Removes a lab that is gone. */
    static void remove(LiveLab lab) {
        HALVES.remove(lab);
        LABS.remove(lab);
    }

    /**
     * Makes something that will become a lab; a shutdown that begins meanwhile waits for it, and takes it down.
     *
     * @param beginning makes the first trace of it on the host
     * @throws ProvisioningException if this JVM was asked to end before: then nothing is made
     */
    static <T extends LiveLab> T begin(Supplier<T> beginning) {
        return ShutdownGate.ofThisJvm().pass(() -> {
            T half = beginning.get();
            HALVES.add(half);
            return half;
        });
    }

    /** Whether this JVM was asked to end, which explains every failure from then on. */
    public static boolean isEnding() {
        return ending;
    }

    /** The labs that are up, or being taken down. */
    static Set<LiveLab> up() {
        return Set.copyOf(LABS);
    }

    /** Whether a lab is up, or being taken down. */
    static boolean contains(Object lab) {
        return LABS.contains(lab);
    }

    private static void closeAll() {
        ending = true;
        ShutdownGate.ofThisJvm().close();
        HALVES.forEach(LiveLabs::interrupt);
        LABS.forEach(LiveLabs::interrupt);
        LocalShell.killAll();
    }

    private static void interrupt(LiveLab lab) {
        try {
            lab.interrupt();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(LiveLabs.class).warn("{} was not taken down whole", lab.what(), e);
        }
    }
}
