package org.nestlab.internal.testbed;

import org.nestlab.internal.takedown.TestbedRemains;
import org.nestlab.machine.Command;

/** What is done on the host to run a command in the image's userland, as shell scripts. */
final class HostScripts {

    /** Where the scratch disk is in the chroot. */
    static final String SCRATCH = "/run/nestlab/scratch";

    private HostScripts() {}

    /**
     * Unpacks an image beside itself, once, and prints where. Two runs at once wait for each other; a copy that was cut
     * short never gets the name.
     */
    static String convert(String image, String format) {
        return """
                image=%s; format=%s
                raw=${image%%/*}/userland.raw
                unpack='[ "$1" -nt "$0" ] || { qemu-img convert -f "$2" -O raw "$0" "$1.partial" >&2 && mv -f "$1.partial" "$1"; }'
                flock "${image%%/*}/userland.lock" sh -c "$unpack" "$image" "$raw" "$format" && echo "$raw"
                """.formatted(Command.quote(image), Command.quote(format));
    }

    /**
     * Makes a control group of that name with that much memory. With version 1 within the caller's own, so that no
     * limit of its is left; with version 2, where a group that has processes can have no limited groups inside, at the
     * root.
     */
    static String limit(String name, long bytes) {
        return """
                name=%s; bytes=%d
                if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
                  group=/sys/fs/cgroup/$name; file=memory.max
                else
                  own=$(sed -n 's/^[0-9]*:memory://p' /proc/self/cgroup)
                  group=/sys/fs/cgroup/memory${own%%/}/$name; file=memory.limit_in_bytes
                fi
                mkdir "$group" || exit 1
                [ -e "$group/$file" ] || { rmdir "$group"; echo "the control group has no $file" >&2; exit 1; }
                echo "$bytes" > "$group/$file" || { rmdir "$group"; exit 1; }
                """.formatted(Command.quote(name), bytes);
    }

    /** The first half: the control group if there is one, and a private mount name space. */
    static String enter(String lab, String folder) {
        return """
                for group in /sys/fs/cgroup/%1$s "/sys/fs/cgroup/memory$(sed -n 's/^[0-9]*:memory://p' /proc/self/cgroup)/%1$s"; do
                  [ -d "$group" ] && { echo $$ > "$group/cgroup.procs" || exit 1; }
                done
                export %2$s=%3$s
                exec unshare -m --propagation private sh %4$s/inside "$1"
                """.formatted(TestbedRemains.controlGroup(lab), TestbedRemains.MARK, lab, Command.quote(folder));
    }

    /** The second half, in that name space: the mounts, the chroot, the CPUs. */
    static String inside(String lab, String folder, String image, String scratch, String cpus) {
        return """
                set -e
                bed=%s; image=%s; scratch=%s; root=$bed/root
                case $(blkid -p -o value -s TYPE "$image") in
                  ext*) how=loop,ro,noload ;;
                  *) how=loop,ro ;;
                esac
                mount -o $how "$image" "$root"
                mount --rbind /dev "$root/dev"
                mount --rbind /proc "$root/proc"
                mount --rbind /sys "$root/sys"
                mount --bind "$bed/tmp" "$root/tmp"
                mount -t tmpfs -o mode=0755 nestlab "$root/run"
                mkdir "$root/run/nestlab"
                if [ -n "$scratch" ]; then
                  [ -f "$scratch" ] && [ ! -L "$scratch" ] || { echo "$scratch is not a file of the lab" >&2; exit 1; }
                  : > "$root%s"
                  mount --bind "$scratch" "$root%s"
                fi
                exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C %s=%s \\
                  chroot "$root" taskset -c %s sh -c 'cd /tmp && exec sh -c "$1"' sh "$1"
                """.formatted(
                        Command.quote(folder),
                        Command.quote(image),
                        scratch.isEmpty() ? "''" : Command.quote(scratch),
                        SCRATCH,
                        SCRATCH,
                        TestbedRemains.MARK,
                        lab,
                        cpus);
    }
}
