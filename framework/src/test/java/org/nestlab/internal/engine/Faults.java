package org.nestlab.internal.engine;

import org.nestlab.machine.Command;

/** How each kind of {@link Fault} is made and taken back, at any level. */
final class Faults {

    private Faults() {}

    static void nothing(Victim victim) {}

    static void killQemu(Victim victim) {
        victim.above("kill -9 " + victim.pid());
    }

    static void stopQemu(Victim victim) {
        victim.above("kill -STOP " + victim.pid());
    }

    static void letQemuGoOn(Victim victim) {
        victim.above("kill -CONT " + victim.pid());
    }

    /** By a cgroup of its own, of either version, around its QEMU. */
    static void useUpMemory(Victim victim) {
        victim.above(MemoryLimit.around(victim.pid()));
        victim.soon("mkdir -p /run/hog; mount -t tmpfs -o size=90% hog /run/hog; cat /dev/zero >/run/hog/x");
    }

    static void removeMemoryLimit(Victim victim) {
        victim.above(MemoryLimit.REMOVE);
    }

    static void panic(Victim victim) {
        victim.soon("echo 1 >/proc/sys/kernel/sysrq; echo c >/proc/sysrq-trigger");
    }

    static void stopSsh(Victim victim) {
        victim.untilHealed("pkill -STOP sshd", "pkill -CONT sshd");
    }

    /** No packet gets in to end it. */
    static void hogCpus(Victim victim) {
        victim.soon("chrt -f 95 sh -c " + Command.quote("""
                echo -1 >/proc/sys/kernel/sched_rt_runtime_us; hogs=
                for i in $(seq $(nproc)); do
                  chrt -f 90 sh -c 'while :; do :; done' & hogs="$hogs $!"
                done
                sleep %d; kill -9 $hogs; echo 950000 >/proc/sys/kernel/sched_rt_runtime_us""".formatted(Fault.HEALED_AFTER.toSeconds())));
    }

    static void unplug(Victim victim) {
        victim.virsh("domif-setlink", victim.guest().plan().mac(), "down");
    }

    static void plugIn(Victim victim) {
        victim.virsh("domif-setlink", victim.guest().plan().mac(), "up");
    }

    static void networkDown(Victim victim) {
        // default via 192.168.1.1 dev eth0
        victim.soon("""
                way=$(ip -o -4 route show to default); dev=$(echo "$way" | sed 's/.* dev \\([^ ]*\\).*/\\1/')
                ip link set "$dev" down; sleep %d; ip link set "$dev" up; ip route replace $way""".formatted(Fault.HEALED_AFTER.toSeconds()));
    }
}
