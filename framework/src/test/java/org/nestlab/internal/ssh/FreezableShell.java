package org.nestlab.internal.ssh;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.nestlab.fake.LocalShellBase;
import org.nestlab.internal.shell.Duplex;

/** The local machine, whose connections can be made to stand still, as those to a suspended guest do. */
final class FreezableShell extends LocalShellBase {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private boolean frozen;

    /** How often something was sent. */
    final AtomicInteger pieces = new AtomicInteger();

    FreezableShell() {
        super("L0 host");
    }

    void freeze(boolean yes) {
        lock.lock();
        try {
            frozen = yes;
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pass() {
        lock.lock();
        try {
            while (frozen) {
                thawed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duplex connect(String host, int port, Duration timeout) {
        Duplex wire = super.connect(host, port, timeout);
        return new Duplex() {
            @Override
            public InputStream input() {
                return new FilterInputStream(wire.input()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        int n = super.read(bytes, offset, length);
                        pass();
                        return n;
                    }
                };
            }

            @Override
            public OutputStream output() {
                return new FilterOutputStream(wire.output()) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        pass();
                        pieces.incrementAndGet();
                        out.write(bytes, offset, length);
                    }
                };
            }

            @Override
            public void close() {
                wire.close();
            }
        };
    }
}
