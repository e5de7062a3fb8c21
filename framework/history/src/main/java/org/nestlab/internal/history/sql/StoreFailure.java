package org.nestlab.internal.history.sql;

/** The store could not do what it was asked to; nothing stored before is changed. The message holds no password. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** There is no cause: a driver's exception may hold the URL, and with it the password. */
    StoreFailure(String message) {
        super(message);
    }
}
