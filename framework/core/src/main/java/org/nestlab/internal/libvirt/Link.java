package org.nestlab.internal.libvirt;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.virError;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;

/**
 * An open connection that says where and while doing what libvirt failed. Threads share it; closing it does not wait
 * for calls under way: the last of them takes the connection down. A connection that broke, as when the daemon was
 * started anew, is made again by the next call.
 */
final class Link implements AutoCloseable {

    /** Work with libvirt handles. */
    @FunctionalInterface
    interface Call<T> {
        T run(Connect connect) throws LibvirtException, LibvirtFailure;
    }

    /** Work with one handle. */
    @FunctionalInterface
    interface Use<H, T> {
        T run(H handle) throws LibvirtException, LibvirtFailure;
    }

    /** Releases one handle. */
    @FunctionalInterface
    interface Release<H> {
        void run(H handle) throws LibvirtException;
    }

    private final VirtLibrary library;
    private final String label;
    private final Connection connection;
    private final CallTimeout patience = new CallTimeout();
    private int users;
    private boolean closed;

    private Link(VirtLibrary library, String uri, String label) throws LibvirtException {
        this.library = library;
        this.label = label;
        this.connection = new Connection(uri, this::isAlone);
    }

    /**
     * Connects.
     *
     * @throws NoAnswerException if the daemon takes the connection and says nothing
     */
    static Link open(VirtLibrary library, String uri, String label, Duration atMost)
            throws LibvirtException, LibvirtFailure {
        AtomicReference<@Nullable Link> opened = new AtomicReference<>();
        AtomicBoolean givenUp = new AtomicBoolean();
        try {
            return new CallTimeout().wait(label + ": connecting to " + uri, atMost, () -> {
                Link link = new Link(library, uri, label);
                opened.set(link);
                if (givenUp.get()) {
                    link.close();
                }
                return link;
            });
        } catch (NoAnswerException e) {
            givenUp.set(true);
            Optional.ofNullable(opened.get()).ifPresent(Link::close);
            throw e;
        }
    }

    String label() {
        return label;
    }

    boolean isAlive() {
        try {
            return get("asking whether the connection lives", Connect::isAlive);
        } catch (ProvisioningException gone) {
            return false;
        }
    }

    VirtLibrary library() {
        return library;
    }

    ConnectionPointer pointer() {
        return connection.pointer();
    }

    /**
     * The call's result.
     *
     * @param doing for example {@code creating network x}, for the message
     * @throws ProvisioningException if libvirt refuses or the connection is closed
     * @throws NoAnswerException if it says nothing for minutes
     */
    <T> T get(String doing, Call<T> call) {
        return get(doing, CallTimeout.FOR_WORK, call);
    }

    /** The same of a call that may take another time. */
    <T> T get(String doing, Duration atMost, Call<T> call) {
        try {
            return run(doing, atMost, () -> connection.act(call));
        } catch (LibvirtFailure e) {
            throw failed(doing, e);
        }
    }

    /** The call's result, empty if libvirt says that what it asks for does not exist. */
    <T> Optional<T> find(String doing, Call<T> call) {
        try {
            return Optional.of(run(doing, CallTimeout.FOR_A_QUESTION, () -> connection.ask(call)));
        } catch (LibvirtFailure e) {
            if (e.notFound()) {
                return Optional.empty();
            }
            throw failed(doing, e);
        }
    }

    /** Uses a handle and frees it, whatever happens; a failure to free it never replaces the failure of its use. */
    static <H, T> T using(H handle, Release<? super H> release, Use<? super H, T> use)
            throws LibvirtException, LibvirtFailure {
        T result;
        try {
            result = use.run(handle);
        } catch (Throwable failure) {
            try {
                free(handle, release);
            } catch (LibvirtException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
        free(handle, release);
        return result;
    }

    private static <H> void free(H handle, Release<? super H> release) throws LibvirtException {
        try {
            release.run(handle);
        } finally {
            // libvirt-java frees in finalizers too: none may run before ours has cleared the pointer.
            Reference.reachabilityFence(handle);
        }
    }

    /** The error of the last call on this thread that libvirt-java did not make. */
    static LibvirtFailure lastError() {
        @Nullable virError error = Libvirt.INSTANCE.virGetLastError();
        return error == null
                ? new LibvirtFailure(org.libvirt.Error.ErrorNumber.VIR_ERR_UNKNOWN, "libvirt gave no reason")
                : new LibvirtFailure(
                        new org.libvirt.Error(error).getCode(),
                        Optional.ofNullable(error.message).orElse("libvirt gave no reason"));
    }

    private ProvisioningException failed(String doing, LibvirtFailure e) {
        return new ProvisioningException("%s: %s: %s".formatted(label, doing, e.getMessage()), e);
    }

    private <T> T run(String doing, Duration atMost, CallTimeout.Call<T> call) throws LibvirtFailure {
        enter(doing);
        try {
            // A call that is given up still uses the connection: it leaves when it ends.
            return patience.wait(label + ": " + doing, atMost, () -> {
                try {
                    return call.run();
                } finally {
                    leave();
                }
            });
        } catch (LibvirtException e) {
            throw new LibvirtFailure(e);
        }
    }

    private synchronized boolean isAlone() {
        return users == 1 && !closed;
    }

    private synchronized void enter(String doing) {
        if (closed) {
            throw new ProvisioningException("%s: %s: the connection to libvirt is closed".formatted(label, doing));
        }
        users++;
    }

    private synchronized void leave() {
        users--;
        closeIfUnused();
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (closed && users == 0) {
            try {
                // It says goodbye, and waits for the answer.
                patience.wait(label + ": closing the connection", CallTimeout.FOR_A_QUESTION, () -> {
                    connection.close();
                    return true;
                });
            } catch (LibvirtException e) {
                throw new ProvisioningException(
                        "%s: closing the connection to libvirt: %s".formatted(label, e.getMessage()),
                        new LibvirtFailure(e));
            } catch (LibvirtFailure e) {
                throw failed("closing the connection to libvirt", e);
            }
        }
    }
}
