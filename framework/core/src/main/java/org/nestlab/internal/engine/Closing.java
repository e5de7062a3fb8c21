package org.nestlab.internal.engine;

/** Closes what a failure leaves open. */
final class Closing {

    private Closing() {}

    /**
     * Closes a resource that cannot be used after a failure.
     *
     * @param failure gets a failure to close the resource as a suppressed exception
     */
    static void after(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
