package org.nestlab.internal.examination;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.internal.diagnosis.Answer;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * Whether the kernel of a guest runs threads of its own, seen from the machine that runs it. QEMU's
 * {@code announce-self} has the guest's network card ask for an announcement; a thread of the guest's kernel takes note
 * of that by the queue for commands to the card, which counts ({@code x-query-virtio-queue-status}, QEMU 7.2 and
 * later). No packet has to get through for that, and an interrupt alone does not do it. The guest announces its address
 * once more, and nothing else changes.
 */
final class KernelThreadProbe {

    /** What stands before the count, and before what it has become. */
    private static final Pattern COUNT = Pattern.compile("(?m)^(before|after)=(\\d{1,10})$");

    private KernelThreadProbe() {}

    /** A script for the machine above. It ends with another status than 0 where nothing can be told. */
    static String script(String uri, String uuid) {
        return script(uri, uuid, 5, 1);
    }

    /**
     * The same.
     *
     * @param looks how often the count is looked at before it counts as not changed
     * @param apart seconds between looks
     */
    static String script(String uri, String uuid, int looks, double apart) {
        // {"return":[{"path":"/machine/peripheral/net0/virtio-backend","name":"virtio-net"},…
        // {"return":{"num-vqs":3,"guest-features":{…"dev-features":[…"VIRTIO_NET_F_GUEST_ANNOUNCE: …"
        // {"return":{"name":"virtio-net","queue-index":2,"used-idx":9,…
        return """
                ask() { timeout 6 virsh -q -c %1$s qemu-monitor-command %2$s "$1"; }
                card=$(ask '{"execute":"x-query-virtio"}' | tr '{' '\\n' | grep '"virtio-net"' | head -n 1 | sed 's/.*"path": *"\\([^"]*\\)".*/\\1/')
                [ -n "$card" ] || exit 1
                status=$(ask '{"execute":"x-query-virtio-status","arguments":{"path":"'"$card"'"}}') || exit 1
                echo "$status" | grep -o '"guest-features": *{[^}]*' | grep -q VIRTIO_NET_F_GUEST_ANNOUNCE || exit 1
                queues=$(echo "$status" | sed 's/.*"num-vqs": *\\([0-9]*\\).*/\\1/')
                count() {
                  ask '{"execute":"x-query-virtio-queue-status","arguments":{"path":"'"$card"'","queue":'$((queues-1))'}}' |
                    sed 's/.*"used-idx": *\\([0-9]*\\).*/\\1/'
                }
                before=$(count)
                echo "before=$before"
                ask '{"execute":"announce-self","arguments":{"initial":50,"max":50,"rounds":1,"step":10}}' >/dev/null || exit 1
                i=0; after=$before
                while [ $i -lt %3$d ] && [ "$after" = "$before" ]; do
                  sleep %4$s; after=$(count); i=$((i+1))
                done
                echo after=$after""".formatted(Command.quote(uri), uuid, looks, apart);
    }

    static Answer of(CommandResult looks) {
        OptionalInt before = OptionalInt.empty();
        OptionalInt after = OptionalInt.empty();
        for (Matcher count = COUNT.matcher(looks.stdout()); count.find(); ) {
            OptionalInt number = OptionalInt.of((int) Long.parseLong(count.group(2)));
            if (count.group(1).equals("before")) {
                before = number;
            } else {
                after = number;
            }
        }
        return looks.succeeded() && before.isPresent() && after.isPresent()
                ? Answer.of(!before.equals(after))
                : Answer.UNTOLD;
    }
}
