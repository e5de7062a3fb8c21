package org.nestlab.probe;

import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Command;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/**
 * Whether a machine gets an answer from an address: an echo, or a TCP connection that is accepted. A refused connection
 * proves nothing, because a firewall on the way refuses in the same words.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Reachability {

    /** How long an answer may take: an emulated level forwards slowly, and its first packet waits for ARP. */
    private static final int SECONDS = 10;

    /**
     * Of what ping prints without an answer, the telling line: {@code From 10.0.0.1 icmp_seq=1 Destination Host
     * Unreachable}, {@code ping: connect: Network is unreachable}, or {@code 1 packets transmitted, 0 received …}.
     */
    private static final String PING = """
            export LC_ALL=C
            command -v ping >/dev/null || { echo 'failed ping is not installed (iputils-ping)'; exit 0; }
            if o=$(ping -n -c 1 -w %2$d -- %1$s 2>&1); then echo 'reached echo reply'
            else echo "failed $(echo "$o" | grep -vE '^$|^PING|^---' | head -n 1)"
            fi""";

    private static final String CONNECT = """
            LC_ALL=C perl -MIO::Socket::INET -e '
              my $s = IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1], Timeout => $ARGV[2]);
              print $s ? "reached connection accepted\\n" : "failed $!\\n"
            ' -- %s %d %d""";

    private final String target;
    private final boolean reached;
    private final String detail;

    Reachability(String target, boolean reached, String detail) {
        this.target = target;
        this.reached = reached;
        this.detail = detail;
    }

    /** What was asked, for example {@code 10.20.0.1} or {@code 10.20.0.1 port 22}. */
    public String target() {
        return target;
    }

    /** Whether the answer came. */
    public boolean reached() {
        return reached;
    }

    /** What was seen, for example {@code echo reply} or {@code No route to host}. */
    public String detail() {
        return detail;
    }

    /**
     * Sends one echo request from a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; a missing answer is not an error
     */
    public static Reachability of(Machine machine, String address) {
        return of(machine, address, PING.formatted(Command.quote(address), SECONDS));
    }

    /**
     * Opens a TCP connection from a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; a missing answer is not an error
     */
    public static Reachability of(Machine machine, String address, int port) {
        return of(machine, address + " port " + port, CONNECT.formatted(Command.quote(address), port, SECONDS));
    }

    private static Reachability of(Machine machine, String target, String script) {
        Command command = Command.shell(script).withTimeout(Duration.ofSeconds(3L * SECONDS));
        return parse(target, machine.run(command).orThrow().stdout());
    }

    static Reachability parse(String target, String output) {
        String line = output.lines().findFirst().orElse("").strip();
        int blank = line.indexOf(' ');
        String detail = blank < 0 ? "(no words)" : line.substring(blank + 1);
        return new Reachability(target, line.startsWith("reached "), detail);
    }

    private ValueProperties properties() {
        return ValueProperties.of(Reachability.class)
                .and("target", target)
                .and("reached", reached)
                .and("detail", detail);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reachability same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
