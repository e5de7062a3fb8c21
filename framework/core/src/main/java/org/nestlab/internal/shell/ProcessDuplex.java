package org.nestlab.internal.shell;

import java.io.InputStream;
import java.io.OutputStream;

/** The standard streams of a local process; closing them kills the process and its descendants. */
final class ProcessDuplex implements Duplex {

    private final Process process;

    ProcessDuplex(Process process) {
        this.process = process;
    }

    @Override
    public InputStream input() {
        return process.getInputStream();
    }

    @Override
    public OutputStream output() {
        return process.getOutputStream();
    }

    @Override
    public void close() {
        ProcessTrees.kill(process);
    }
}
