package org.nestlab.internal.ssh;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** The local machine, whose connections can be made to stand still, as those to a suspended guest do. */
final class FreezableShell implements Shell {

    private final LocalShell local = new LocalShell("L0 host");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private boolean frozen;

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
        Duplex wire = local.connect(host, port, timeout);
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

    @Override
    public String label() {
        return local.label();
    }

    @Override
    public CommandResult run(Command command) {
        return local.run(command);
    }

    @Override
    public Duplex open(Command command) {
        return local.open(command);
    }

    @Override
    public void upload(Path from, String remote) {
        local.upload(from, remote);
    }

    @Override
    public void write(byte[] content, String remote, int mode) {
        local.write(content, remote, mode);
    }

    @Override
    public void download(String remote, Path to) {
        local.download(remote, to);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
