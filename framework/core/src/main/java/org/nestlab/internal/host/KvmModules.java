package org.nestlab.internal.host;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.Command;
import org.nestlab.machine.Machine;

/**
 * KVM's modules on a machine, and who uses KVM there.
 *
 * @param modules every module whose name begins with kvm that is in the kernel or could be loaded
 * @param users processes that hold {@code /dev/kvm} or a VM, for example {@code 812 qemu-system-x86 (guest l1)}
 */
public record KvmModules(List<Module> modules, List<String> users) {

    /** How a module relates to the running kernel. */
    public enum State {
        /** Loaded from a file; may be unloaded while it is not in use. */
        LOADED,
        /** Part of the kernel's own file. */
        BUILT_IN,
        /** On disk, not loaded. */
        AVAILABLE
    }

    /**
     * One module.
     *
     * @param references how many users the kernel counts, modules and open VMs together; 0 where it is not loaded
     * @param holders modules that need this one
     */
    public record Module(String name, State state, long references, List<String> holders) {
        public Module {
            holders = List.copyOf(holders);
        }
    }

    /**
     * A loaded module has initstate and refcnt, a built-in one has neither. One find looks through all open files:
     * {@code /proc/812/fd/11 -> /dev/kvm}, {@code /proc/812/fd/12 -> anon_inode:kvm-vm}.
     */
    static final String SCRIPT = """
            PATH=$PATH:/usr/sbin:/sbin
            for d in /sys/module/kvm*; do
              [ -d "$d" ] || continue
              m=${d##*/}
              if [ -e $d/initstate ]; then
                echo "module $m loaded $(cat $d/refcnt 2>/dev/null || echo 0)" $(ls $d/holders 2>/dev/null)
              else
                echo "module $m builtin 0"
              fi
            done
            for m in kvm_intel kvm_amd; do
              [ -d /sys/module/$m ] && continue
              case $(modinfo -F filename $m 2>/dev/null) in
                '') ;;
                *builtin*) echo "module $m builtin 0" ;;
                *) echo "module $m available 0" ;;
              esac
            done
            for p in $(find /proc/[0-9]*/fd -maxdepth 1 \\( -lname /dev/kvm -o -lname anon_inode:kvm-vm \\) 2>/dev/null \\
                | cut -d/ -f3 | sort -nu); do
              g=$(tr '\\0' '\\n' </proc/$p/cmdline 2>/dev/null | sed -n 's/^guest=\\([^,]*\\).*/ (guest \\1)/p' | head -n 1)
              echo "user $p $(cat /proc/$p/comm 2>/dev/null)$g"
            done
            true""";

    private static final Pattern MODULE =
            Pattern.compile("(kvm[a-z_]*) (loaded|builtin|available) ([0-9]{1,9})((?: [a-z0-9_]++)*+)");

    public KvmModules {
        modules = List.copyOf(modules);
        users = List.copyOf(users);
    }

    static KvmModules of(Machine machine) {
        return parse(machine.run(Command.shell(SCRIPT)).orThrow().stdout());
    }

    public Optional<Module> find(String name) {
        return modules.stream().filter(module -> module.name().equals(name)).findFirst();
    }

    /** Whether the module is in the kernel, loaded or built in. */
    public boolean active(String name) {
        return find(name).filter(module -> module.state() != State.AVAILABLE).isPresent();
    }

    static KvmModules parse(String output) {
        Records records = Records.parse(output);
        List<Module> modules = records.all("module").stream()
                .map(MODULE::matcher)
                .filter(Matcher::matches)
                .map(KvmModules::module)
                .toList();
        return new KvmModules(modules, records.all("user"));
    }

    private static Module module(Matcher matcher) {
        State state = switch (matcher.group(2)) {
            case "loaded" -> State.LOADED;
            case "builtin" -> State.BUILT_IN;
            default -> State.AVAILABLE;
        };
        List<String> holders = Arrays.stream(matcher.group(4).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
        return new Module(matcher.group(1), state, Long.parseLong(matcher.group(3)), holders);
    }
}
