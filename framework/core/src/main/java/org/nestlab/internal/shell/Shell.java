package org.nestlab.internal.shell;

import java.nio.file.Path;
import java.time.Duration;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * Commands, files and channels on one machine: this one ({@link LocalShell}) or one behind SSH
 * ({@code org.nestlab.internal.ssh.SshShell}). Every failure to reach the machine or to keep a deadline is a
 * {@link org.nestlab.GuestCommandException} that names the machine.
 */
public interface Shell extends AutoCloseable {

    /** The machine that commands run on, for messages: for example {@code L1 hypervisor}. */
    String label();

    /** Runs a command to its end; standard input is closed after the command's own input. */
    CommandResult run(Command command);

    /**
     * Starts a command and returns its standard streams. Closing the duplex ends the command. The timeout of the
     * command is ignored.
     */
    Duplex open(Command command);

    /** Opens a TCP connection from that machine to an address that it can reach. */
    Duplex connect(String host, int port, Duration timeout);

    void upload(Path local, String remote);

    /**
     * Writes a file.
     *
     * @param mode permission bits, for example 0600
     */
    void write(byte[] content, String remote, int mode);

    void download(String remote, Path local);

    /** Whether it can still be used: false once it is closed or its connection is lost. */
    boolean isOpen();

    @Override
    void close();
}
