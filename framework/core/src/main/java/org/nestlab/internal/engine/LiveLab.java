package org.nestlab.internal.engine;

/** A lab that a JVM takes down before it ends. */
interface LiveLab {

    /** Its name for messages, for example {@code lab 0badcafe}. */
    String what();

    /** Closes the lab, because the JVM was asked to end. */
    void interrupt();
}
