package org.nestlab.stack;

import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.KernelSpec.OfImage;
import org.nestlab.spec.KernelSpec.Swapped;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.MemoryBacking;

/** What an entry of a stack is set to. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface StackValue {

    /** As it is written. */
    String text();

    /** What it is where a stack says nothing of it; empty where only the lab knows. */
    default String unsaid() {
        return "";
    }

    /** The same value, with paths that do not depend on the working folder. */
    default StackValue absolute() {
        return this;
    }

    /** The guest with it. */
    GuestSpec applyTo(GuestSpec guest);

    /** The lab with it, where it is the host's. */
    default LabSpec applyTo(LabSpec lab) {
        return lab;
    }

    /** The kernel that came with the image. */
    record ImageKernel() implements Kernel {
        @Override
        public String text() {
            return "image";
        }

        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return guest.withKernel(KernelSpec.ofImage());
        }
    }

    /** Another kernel. */
    record OtherKernel(KernelSource source) implements Kernel {
        @Override
        public String text() {
            return source.text();
        }

        @Override
        public OtherKernel absolute() {
            return new OtherKernel(source.absolute());
        }

        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return guest.withKernel(KernelSpec.swapped(source));
        }
    }

    /** A kernel, which is put in before anything is added to its command line. */
    sealed interface Kernel extends StackValue {

        @Override
        default String unsaid() {
            return new ImageKernel().text();
        }
    }

    /** Words of the kernel command line. */
    record CommandLine(String words) implements StackValue {
        @Override
        public String text() {
            return words;
        }

        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return withArguments(guest, words);
        }
    }

    /**
     * A module's parameter: the kernel command line sets it for modules that are built in and for those that are
     * loaded.
     */
    record Parameter(String name, String value) implements StackValue {
        @Override
        public String text() {
            return value;
        }

        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return withArguments(guest, name + "=" + value);
        }
    }

    /** Whether the guest's KVM lets its guests nest. */
    record Nesting(boolean on) implements StackValue {
        @Override
        public String text() {
            return on ? "on" : "off";
        }

        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return guest.withNesting(on);
        }
    }

    /** The CPU; whether it shows the virtualization extension stays as the lab has it. */
    record Cpu(CpuMode mode, String text) implements StackValue {
        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return guest.withCpu(mode.withVirtualization(guest.cpu().virtualization()));
        }
    }

    /** In what kind of pages the level above has the guest's memory. */
    record Memory(MemoryBacking backing) implements StackValue {
        @Override
        public String text() {
            return backing.word();
        }

        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return guest.withMemoryBacking(backing);
        }
    }

    /** The embedded image with another file system. */
    record Image(ImageSpec.FileSystem fileSystem) implements StackValue {
        @Override
        public String text() {
            return fileSystem.word();
        }

        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return guest.withImage(new ImageSpec.Embedded(fileSystem));
        }
    }

    /** What runs the L1 guests. */
    record Hypervisor(HypervisorSpec spec) implements StackValue {
        @Override
        public String text() {
            return spec.text();
        }

        @Override
        public String unsaid() {
            return HypervisorSpec.host().text();
        }

        @Override
        public LabSpec applyTo(LabSpec lab) {
            return lab.withHypervisor(spec);
        }

        /** Of a host: no guest changes. */
        @Override
        public GuestSpec applyTo(GuestSpec guest) {
            return guest;
        }
    }

    private static GuestSpec withArguments(GuestSpec guest, String words) {
        KernelSpec kernel = guest.kernel();
        if (kernel instanceof OfImage own) {
            return guest.withKernel(own.withArguments(join(own.arguments(), words)));
        }
        if (kernel instanceof Swapped other) {
            return guest.withKernel(other.withArguments(join(other.arguments(), words)));
        }
        if (kernel instanceof KernelSpec.Files files) {
            return guest.withKernel(files.withArguments(join(files.arguments(), words)));
        }
        throw new LabConfigurationException(
                "its boot loader has the command line; expected a kernel that is booted directly, as with kernel=image");
    }

    private static String join(String first, String second) {
        return (first + " " + second).strip();
    }
}
