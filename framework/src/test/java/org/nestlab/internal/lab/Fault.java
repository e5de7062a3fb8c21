package org.nestlab.internal.lab;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.nestlab.internal.diagnosis.Culprit;

/** A fault that is put into a real lab, what is to be found of it, and how it is taken back. */
enum Fault {
    L1_QEMU_KILLED(1, Culprit.QEMU_GONE, After.NEW_LAB) {
        @Override
        void inject(Victim victim) {
            victim.onL0("kill -9 " + victim.pid(victim.l1()));
        }
    },
    L1_DESTROYED(1, Culprit.QEMU_GONE, After.NEW_LAB) {
        @Override
        void inject(Victim victim) {
            victim.onL0(
                    "virsh -c %s destroy %s".formatted(victim.uri(), victim.l1().uuid()));
        }
    },
    L1_QEMU_STOPPED(1, Culprit.QEMU_HANGS, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            victim.onL0("kill -STOP " + victim.pid(victim.l1()));
        }

        @Override
        void undo(Victim victim) {
            victim.onL0("kill -CONT " + victim.pid(victim.l1()));
        }
    },
    /** By a cgroup of its own, of either version, around L1's QEMU. */
    L1_OUT_OF_MEMORY(1, Culprit.OUT_OF_MEMORY, After.NEW_LAB) {
        @Override
        void inject(Victim victim) {
            victim.onL0(MemoryLimit.around(victim.pid(victim.l1())));
            victim.soon(
                    victim.l1(),
                    "mkdir -p /run/hog; mount -t tmpfs -o size=90% hog /run/hog; cat /dev/zero >/run/hog/x");
        }

        @Override
        void undo(Victim victim) {
            victim.onL0(MemoryLimit.REMOVE);
        }
    },
    L1_PAUSED(1, Culprit.PAUSED, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            victim.onL0(
                    "virsh -c %s suspend %s".formatted(victim.uri(), victim.l1().uuid()));
        }

        @Override
        void undo(Victim victim) {
            victim.onL0(
                    "virsh -c %s resume %s".formatted(victim.uri(), victim.l1().uuid()));
        }
    },
    L1_PANICKED(1, Culprit.KERNEL_PANICKED, After.NEW_LAB) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l1(), PANIC);
        }
    },
    L1_USERSPACE_STUCK(1, Culprit.USERSPACE_STUCK, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            victim.untilHealed(victim.l1(), "", STOP_SSH, LET_SSH_GO_ON);
        }

        @Override
        void undo(Victim victim) {
            victim.heal(victim.l1());
        }
    },
    L1_NETWORK_CUT(1, Culprit.NETWORK, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            link(victim, "down");
        }

        @Override
        void undo(Victim victim) {
            link(victim, "up");
        }

        private void link(Victim victim, String state) {
            victim.onL0("virsh -c %s domif-setlink %s %s %s"
                    .formatted(
                            victim.uri(), victim.l1().uuid(), victim.l1().plan().mac(), state));
        }
    },
    L1_NETWORK_DOWN_INSIDE(1, Culprit.NETWORK, After.HEALS_ITSELF) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l1(), NETWORK_DOWN);
        }
    },
    L2_QEMU_KILLED(2, Culprit.QEMU_GONE, After.NEW_LAB) {
        @Override
        void inject(Victim victim) {
            victim.onL1("kill -9 " + victim.pidInL1(victim.l2()));
        }
    },
    L2_QEMU_STOPPED(2, Culprit.QEMU_HANGS, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            victim.onL1("kill -STOP " + victim.pidInL1(victim.l2()));
        }

        @Override
        void undo(Victim victim) {
            victim.onL1("kill -CONT " + victim.pidInL1(victim.l2()));
        }
    },
    L2_PANICKED(2, Culprit.KERNEL_PANICKED, After.RESET) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l2(), PANIC);
        }
    },
    L2_USERSPACE_STUCK(2, Culprit.USERSPACE_STUCK, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            victim.untilHealed(victim.l2(), "", STOP_SSH, LET_SSH_GO_ON);
        }

        @Override
        void undo(Victim victim) {
            victim.heal(victim.l2());
        }
    },
    /** Nothing but the kernel, and what is to end it, gets the CPU any more. */
    L2_CPU_HOGGED(2, Culprit.USERSPACE_STUCK, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            victim.untilHealed(
                    victim.l2(), "chrt -f 95", """
                    echo -1 >/proc/sys/kernel/sched_rt_runtime_us; hogs=
                    for i in $(seq $(nproc)); do
                      chrt -f 90 sh -c 'while :; do :; done' & hogs="$hogs $!"
                    done""", "kill -9 $hogs; echo 950000 >/proc/sys/kernel/sched_rt_runtime_us");
        }

        @Override
        void undo(Victim victim) {
            victim.heal(victim.l2());
        }
    },
    L2_NETWORK_CUT(2, Culprit.NETWORK, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            link(victim, "down");
        }

        @Override
        void undo(Victim victim) {
            link(victim, "up");
        }

        private void link(Victim victim, String state) {
            victim.onL1("virsh -c qemu:///system domif-setlink %s %s %s"
                    .formatted(victim.l2().uuid(), victim.l2().plan().mac(), state));
        }
    },
    L2_NETWORK_DOWN_INSIDE(2, Culprit.NETWORK, After.HEALS_ITSELF) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l2(), NETWORK_DOWN);
        }
    },
    /** Not a fault, and least of all a frozen L1. */
    L1_SUSPENDED_BY_THE_LAB(0, Culprit.THE_TEST, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            victim.l1().suspend();
        }

        @Override
        void undo(Victim victim) {
            victim.l1().resume();
        }
    },
    L2_SUSPENDED_BY_THE_LAB(0, Culprit.THE_TEST, After.UNDONE) {
        @Override
        void inject(Victim victim) {
            victim.l2().suspend();
        }

        @Override
        void undo(Victim victim) {
            victim.l2().resume();
        }
    };

    /** What makes the lab fit for another fault. */
    enum After {
        /** {@link Fault#undo}. */
        UNDONE,
        /** Waiting {@link #HEALED_AFTER}: nothing from outside gets into the guest. */
        HEALS_ITSELF,
        /** Resetting the guest. */
        RESET,
        /** Nothing. */
        NEW_LAB
    }

    /** From the fault until it ends of its own accord: longer than it takes to be silent and to be asked. */
    static final Duration HEALED_AFTER = Duration.ofSeconds(60);

    private static final String PANIC = "echo 1 >/proc/sys/kernel/sysrq; echo c >/proc/sysrq-trigger";
    private static final String STOP_SSH = "pkill -STOP sshd";
    private static final String LET_SSH_GO_ON = "pkill -CONT sshd";

    // default via 192.168.1.1 dev eth0 …
    private static final String NETWORK_DOWN = """
            way=$(ip -o -4 route show to default); dev=$(echo "$way" | sed 's/.* dev \\([^ ]*\\).*/\\1/')
            ip link set "$dev" down; sleep %d; ip link set "$dev" up; ip route replace $way""".formatted(HEALED_AFTER.toSeconds());

    private final int level;
    private final Culprit culprit;
    private final After after;

    Fault(int level, Culprit culprit, After after) {
        this.level = level;
        this.culprit = culprit;
        this.after = after;
    }

    abstract void inject(Victim victim);

    /** So that the lab can be taken down, and nothing stays on the host. */
    void undo(Victim victim) {}

    Culprit culprit() {
        return culprit;
    }

    /** The level that is to be blamed, 0 for none. */
    int level() {
        return level;
    }

    After after() {
        return after;
    }

    /** Whose command then fails. */
    LiveGuest silent(Victim victim) {
        return isInL1() ? victim.l1() : victim.l2();
    }

    /** Whether it needs no L2. */
    boolean isInL1() {
        return level == 1 || this == L1_SUSPENDED_BY_THE_LAB;
    }

    /** Whether a time limit is kept on the way from the console's line to the command that fails. */
    boolean isPanic() {
        return EnumSet.of(L1_PANICKED, L2_PANICKED).contains(this);
    }

    /** Those of the usual run: a lab for each, so not many. */
    static Set<Fault> sample() {
        return EnumSet.of(L2_PANICKED, L1_NETWORK_CUT);
    }
}
