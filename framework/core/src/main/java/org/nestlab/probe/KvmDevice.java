package org.nestlab.probe;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/**
 * {@code /dev/kvm}: that it is there, that it opens, that it answers and that it makes a VM are separate facts. All of
 * them together still do not say that a guest would see the virtualization extension: see {@link VirtExtension}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KvmDevice {

    /** The one API version that KVM has had since Linux 2.6.22. */
    public static final int API_VERSION = 12;

    /** 0xAE00 is KVM_GET_API_VERSION, 0xAE01 is KVM_CREATE_VM (linux/kvm.h); perl-base is on every Debian. */
    static final String SCRIPT = """
        d=/dev/kvm
        [ -e $d ] || { echo present=no; exit 0; }
        echo present=yes
        stat -L --printf 'mode=%a\\nowner=%U\\ngroup=%G\\n' $d
        if ! command -v perl >/dev/null; then
          if (exec 3<>$d) 2>/dev/null; then echo opens=yes; fi
          echo 'error=perl is missing, so the device was not asked'
          exit 0
        fi
        perl -e '
          open(my $f, "+<", $ARGV[0]) or do { print "error=$!\\n"; exit 0 };
          print "opens=yes\\n";
          my $v = ioctl($f, 0xAE00, 0);
          defined $v or do { print "error=KVM_GET_API_VERSION: $!\\n"; exit 0 };
          print "api=", $v + 0, "\\n";
          my $vm = ioctl($f, 0xAE01, 0);
          print defined $vm ? "vm=yes\\n" : "error=KVM_CREATE_VM: $!\\n";
        ' $d\
        """;

    private final boolean present;
    private final boolean opens;
    private final @Nullable Integer apiVersion;
    private final boolean createsVm;
    private final String mode;
    private final String owner;
    private final String group;
    private final String error;

    private KvmDevice(KeyValues values) {
        present = values.yes("present");
        opens = values.yes("opens");
        apiVersion = values.number("api").orElse(null);
        createsVm = values.yes("vm");
        mode = values.text("mode");
        owner = values.text("owner");
        group = values.text("group");
        error = values.text("error");
    }

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; an absent device is not an error
     */
    public static KvmDevice of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    /** Whether the file is there. */
    public boolean present() {
        return present;
    }

    /** Whether it opens for reading and writing, as the user who runs the commands. */
    public boolean opens() {
        return opens;
    }

    /** The answer to {@code KVM_GET_API_VERSION}; empty where there is none. */
    public Optional<Integer> apiVersion() {
        return Optional.ofNullable(apiVersion);
    }

    /** Whether {@code KVM_CREATE_VM} succeeds; the VM is gone at once. */
    public boolean createsVm() {
        return createsVm;
    }

    /** Permission bits in octal digits, for example {@code 660}; empty where the file is absent. */
    public String mode() {
        return mode;
    }

    /** The owner's name; empty where the file is absent. */
    public String owner() {
        return owner;
    }

    /** The group's name; empty where the file is absent. */
    public String group() {
        return group;
    }

    /** What the first failing step said, for example {@code Permission denied}; empty where none failed. */
    public String error() {
        return error;
    }

    /** Whether KVM answers with the right API version and makes a VM. */
    public boolean works() {
        return opens && createsVm && apiVersion != null && apiVersion == API_VERSION;
    }

    /**
     * Whether users other than root may use it: group {@code kvm} with mode 660, or all users. If this is false,
     * libvirt's QEMU cannot open the device although root can, and libvirt probes QEMU again at every call.
     */
    public boolean sharedWithGroup() {
        boolean everybody = mode.matches("[0-7]*[67]");
        return everybody || (group.equals("kvm") && mode.matches("[0-7]*[67][0-7]"));
    }

    static KvmDevice parse(String output) {
        return new KvmDevice(KeyValues.parse(output));
    }

    private ValueProperties properties() {
        return ValueProperties.of(KvmDevice.class)
                .and("present", present)
                .and("opens", opens)
                .and("apiVersion", apiVersion)
                .and("createsVm", createsVm)
                .and("mode", mode)
                .and("owner", owner)
                .and("group", group)
                .and("error", error);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KvmDevice same && properties().equals(same.properties());
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
