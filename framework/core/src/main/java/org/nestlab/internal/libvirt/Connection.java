package org.nestlab.internal.libvirt;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;

/**
 * One open connection to a libvirt, which is made again where it broke, for example because the daemon was restarted.
 * Libvirt's client notices that only when it uses the connection, and then does not say whether the daemon got the
 * call.
 */
final class Connection {

    /** Its pointer reaches functions that libvirt-java does not bind. */
    private static final class Handle extends Connect {
        Handle(String uri) throws LibvirtException {
            super(uri);
        }

        ConnectionPointer pointer() {
            return vcp;
        }
    }

    // Cannot write data: Broken pipe
    private static final String NOT_SENT = "Cannot write data";

    /** A connection that was used as lately as this is taken for whole without asking. */
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String uri;
    private final BooleanSupplier alone;
    private volatile Handle handle;
    private volatile long lastUsed = System.nanoTime();

    /** @param alone whether only the caller uses it, so that it may be replaced */
    Connection(String uri, BooleanSupplier alone) throws LibvirtException {
        this.uri = uri;
        this.alone = alone;
        this.handle = new Handle(uri);
    }

    ConnectionPointer pointer() {
        return handle.pointer();
    }

    void close() throws LibvirtException {
        handle.close();
    }

    /**
     * What changes something is never done twice: a connection that may have broken since is tried with a question
     * first.
     */
    <T> T act(Link.Call<T> call) throws LibvirtException, LibvirtFailure {
        if (System.nanoTime() - lastUsed > RECENT_NANOS) {
            ask(Connect::isSecure);
        } else {
            mend();
        }
        try {
            return run(call);
        } catch (LibvirtException | LibvirtFailure e) {
            if (!String.valueOf(e.getMessage()).contains(NOT_SENT) || !mend()) {
                throw e;
            }
            return run(call);
        }
    }

    /** What changes nothing is asked a second time, over a new connection, where the first one broke. */
    <T> T ask(Link.Call<T> call) throws LibvirtException, LibvirtFailure {
        mend();
        try {
            return run(call);
        } catch (LibvirtException | LibvirtFailure e) {
            if (!mend()) {
                throw e;
            }
            return run(call);
        }
    }

    private <T> T run(Link.Call<T> call) throws LibvirtException, LibvirtFailure {
        try {
            return call.run(handle);
        } finally {
            lastUsed = System.nanoTime();
        }
    }

    /**
     * Replaces a broken connection if no one else uses it.
     *
     * @return whether there is a new one
     */
    private boolean mend() throws LibvirtException, LibvirtFailure {
        if (handle.isAlive() || !alone.getAsBoolean()) {
            return false;
        }
        Handle fresh = connectAgain();
        Handle broken = handle;
        handle = fresh;
        broken.close();
        return true;
    }

    private Handle connectAgain() throws LibvirtFailure {
        try {
            return new Handle(uri);
        } catch (LibvirtException e) {
            throw new LibvirtFailure(
                    e.getError().getCode(),
                    "the connection to libvirt was lost, and %s could not be connected to again: %s"
                            .formatted(uri, e.getMessage()));
        }
    }
}
