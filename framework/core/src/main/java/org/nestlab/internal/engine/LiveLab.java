package org.nestlab.internal.engine;

/** What a JVM that is asked to end takes down first. */
interface LiveLab {

    /** Its name for messages, for example {@code lab 0badcafe}. */
    String what();

    /** The JVM was asked to end. */
    void interrupt();
}
