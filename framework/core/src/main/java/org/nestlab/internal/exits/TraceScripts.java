package org.nestlab.internal.exits;

import java.util.List;
import java.util.UUID;
import org.nestlab.machine.Command;
import org.nestlab.machine.Level;

/**
 * Shell scripts that work in tracefs. Where it is not mounted, each script mounts it in a mount name space of its own,
 * so it leaves no mount behind and changes none.
 */
final class TraceScripts {

    /** The exit status if an instance with that name exists already. */
    static final int TAKEN = 7;

    /** The exit status if tracefs cannot be mounted. */
    static final int NO_TRACEFS = 6;

    private static final String TRACING = "/sys/kernel/tracing";

    // Writing to a trigger file is checked at once: the message of the shell names the file and the error.
    private static final String START = """
            uuid=%s; i=instances/%s
            threads=
            for line in $(grep -lsF -e "$uuid" /proc/[0-9]*/cmdline); do
              process=${line%%/cmdline}
              tr '\\0' '\\n' 2>/dev/null <"$line" | grep -xF -A 1 -e -uuid | grep -qxF -e "$uuid" || continue
              for task in "$process"/task/*; do
                case $(cat "$task/comm" 2>/dev/null) in "CPU "*) threads="$threads ${task##*/}";; esac
              done
            done
            fail() { echo "$1" >&2; exit "${2:-1}"; }
            [ -n "$threads" ] || fail "no virtual CPU of the QEMU with -uuid $uuid is to be seen in /proc; run as root"
            [ -d events/kvm/kvm_exit ] || fail "the kernel has no event kvm:kvm_exit; load kvm_amd or kvm_intel"
            filter=; for thread in $threads; do filter="${filter:+$filter || }common_pid == $thread"; done
            [ ! -d "$i" ] || fail "there is a trace instance ${i#*/} already; remove it by rmdir if nobody counts" 7
            mkdir "$i" || exit 1
            grep -qw hist "$i/events/kvm/kvm_exit/trigger" || fail "the kernel has no CONFIG_HIST_TRIGGERS"
            for event in kvm_exit kvm_nested_vmexit kvm_nested_vmexit_inject; do
              [ -d "$i/events/kvm/$event" ] || continue
              key=exit_reason; grep -q 'field:.* exit_reason;' "$i/events/kvm/$event/format" || key=exit_code
              echo "hist:keys=$key:size=2048 if $filter" >"$i/events/kvm/$event/trigger" || exit 1
            done
            """;

    private static final String READ = """
            i=instances/%s
            for event in kvm_exit kvm_nested_vmexit kvm_nested_vmexit_inject; do
              [ -d "$i/events/kvm/$event" ] || continue
              echo "== $event"; cat "$i/events/kvm/$event/hist" || exit 1
            done
            """;

    // A trigger is removed by its own text with a ! before it.
    private static final String REMOVE = """
            for i in %s; do
              [ -d "$i" ] || continue
              for event in "$i"/events/kvm/kvm_exit "$i"/events/kvm/kvm_nested_vmexit*; do
                grep -s '^hist:' "$event/trigger" | sed 's/ \\[.*//' | while read -r trigger; do
                  echo "!$trigger" >"$event/trigger"
                done
              done
              tries=0
              until rmdir "$i" 2>/dev/null; do
                tries=$((tries + 1)); [ $tries -lt 20 ] || { rmdir "$i"; exit 1; }
                sleep 0.1
              done
            done
            """;

    private TraceScripts() {}

    /** For example {@code nestlab-1a2b3c4d-l2}. */
    static String instance(String lab, Level guest) {
        return "nestlab-%s-l%d".formatted(lab, guest.depth());
    }

    /**
     * A pattern for all instances of one lab; a lab's id has eight hexadecimal digits, so it matches no other lab's.
     */
    static List<String> instances(String lab) {
        return List.of("nestlab-%s-l[0-9]".formatted(lab));
    }

    static String start(String instance, UUID guest) {
        return inTracefs(START.formatted(guest, instance));
    }

    static String read(String instance) {
        return inTracefs(READ.formatted(instance));
    }

    static String remove(List<String> instances) {
        return inTracefs(removeHere(instances));
    }

    /**
     * The same, but succeeds if the machine has no tracefs or the caller may not mount it, because then no instance
     * exists.
     */
    static String sweep(String lab) {
        return """
                [ "$(id -u)" = 0 ] && grep -qw tracefs /proc/filesystems && unshare -m true 2>/dev/null || exit 0
                """ + remove(instances(lab));
    }

    /** Commands that expect tracefs to be the working folder. */
    static String removeHere(List<String> instances) {
        return REMOVE.formatted(
                String.join(" ", instances.stream().map(it -> "instances/" + it).toList()));
    }

    private static String inTracefs(String script) {
        String inside = """
                # The kernel mounts it no second time where it is mounted already, as systemd does.
                grep -q ' %1$s tracefs ' /proc/self/mounts || mount -t tracefs nestlab %1$s 2>/dev/null || {
                  lockdown=$(cat /sys/kernel/security/lockdown 2>/dev/null || echo none)
                  echo "tracefs cannot be mounted: it takes root and CONFIG_TRACING; lockdown: $lockdown" >&2
                  exit %2$d
                }
                cd %1$s || exit %2$d
                """.formatted(TRACING, NO_TRACEFS) + script;
        return "exec unshare -m --propagation private sh -c " + Command.quote(inside);
    }
}
