package org.nestlab.internal.shell;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/** Two streams to the other end of a connection; closing it closes both and releases the other end. */
public interface Duplex extends Closeable {

    /** What the other end sends. */
    InputStream input();

    /** What the other end is sent. */
    OutputStream output();

    @Override
    void close();
}
