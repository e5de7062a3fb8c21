package org.nestlab.internal.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nestlab.ProvisioningException;
import org.slf4j.LoggerFactory;

/** The labs of this JVM, taken down when it is asked to end: Ctrl-C and SIGTERM close no JUnit store. */
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

    /** It is gone. */
    static void remove(LiveLab lab) {
        HALVES.remove(lab);
        LABS.remove(lab);
    }

    /**
     * Something that will become a lab.
     *
     * @throws ProvisioningException if this JVM is about to end: nothing would take it down
     */
    static void begin(LiveLab half) {
        HALVES.add(half);
        if (ending) {
            HALVES.remove(half);
            throw new ProvisioningException("this process was asked to end: no lab is begun");
        }
    }

    /** Whether this JVM was asked to end: what fails from then on fails of that. */
    public static boolean isEnding() {
        return ending;
    }

    /** Those that are up, or being taken down. */
    static Set<LiveLab> up() {
        return Set.copyOf(LABS);
    }

    /** Whether a lab is up, or being taken down. */
    static boolean contains(Object lab) {
        return LABS.contains(lab);
    }

    private static void closeAll() {
        ending = true;
        HALVES.forEach(LiveLabs::interrupt);
        LABS.forEach(LiveLabs::interrupt);
    }

    private static void interrupt(LiveLab lab) {
        try {
            lab.interrupt();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(LiveLabs.class).warn("{} was not taken down whole", lab.what(), e);
        }
    }
}
