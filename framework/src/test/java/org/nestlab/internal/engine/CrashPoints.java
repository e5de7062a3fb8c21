package org.nestlab.internal.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nestlab.internal.journal.WatchedJournal;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/**
 * The moments at which a lab's JVM is killed: before and after each line of its journal, and after each step. Each is
 * printed when it comes; at the one that {@code it.crash.at} names the JVM stops, to be killed. In a JVM without that
 * property nothing happens.
 */
public final class CrashPoints implements LabListener {

    /** What the line of a moment begins with, and of the one at which the JVM stopped. */
    static final String MOMENT = "MOMENT ";

    static final String STOPPED = "STOPPED AT ";

    /** The moment that never comes: all are printed. */
    static final String NOWHERE = "nowhere";

    private static final String TARGET = System.getProperty("it.crash.at", "");
    private static final Map<String, Integer> SEEN = new ConcurrentHashMap<>();

    static void arm() {
        WatchedJournal.watch(CrashPoints::reached);
    }

    @Override
    public void on(LabEvent event) {
        if (!TARGET.isEmpty() && event instanceof LabEvent.StepEnded step) {
            reached("after step " + general(step.step()));
        }
    }

    /** The same for every lab: without subnets and the names of guests. */
    private static String general(String step) {
        return step.replaceAll("[0-9.]+/[0-9]+", "SUBNET").replaceAll("^(L[1-9]) [^:]+:", "$1:");
    }

    static void reached(String moment) {
        int times = SEEN.merge(moment, 1, Integer::sum);
        String name = times == 1 ? moment : moment + " #" + times;
        System.out.println(MOMENT + name);
        if (name.equals(TARGET)) {
            System.out.println(STOPPED + name);
            awaitDeath();
        }
    }

    private static void awaitDeath() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                System.out.println("interrupted, and waiting on");
            }
        }
    }
}
