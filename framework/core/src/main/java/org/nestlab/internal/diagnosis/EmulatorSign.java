package org.nestlab.internal.diagnosis;

/**
 * An observation about a guest that QEMU's emulation of SVM is known to cause.
 *
 * @param kind which of the known kinds
 * @param seen the observation with its values, for people
 */
public record EmulatorSign(Kind kind, String seen) {

    /**
     * The kinds of observations about broken guests. A kind proves a fault of the emulation only if no kernel can cause
     * it: neither the guest's own kernel nor the one below it, whose KVM may be what is tested. All other kinds are
     * reported and decide nothing, because a regression that is taken for the emulator's fault would never be found.
     */
    public enum Kind {
        /**
         * An interrupt was taken in L1 at the instruction behind VMRUN. #VMEXIT clears the global interrupt flag, and
         * until STGI sets it no interrupt is taken (AMD64 Architecture Programmer's Manual, volume 2, 15.17): the order
         * of a kernel's instructions changes nothing about it, as there is none between #VMEXIT and this one. Only
         * where QEMU itself runs the CPU: the CPU of a deeper hypervisor is run by the KVM below it, which may be
         * wrong.
         */
        INTERRUPT_BEHIND_VMRUN(
                true, "a CPU took an interrupt between #VMEXIT and the next instruction, where hardware takes none"),
        /**
         * A CPU of L2 has the registers with which L1's kernel runs VMRUN: its RIP is in that code, and its page tables
         * (CR3) are outside of L2's memory. No code of L2 is there, as L2's own tables would have to be inside its
         * memory; and KVM never stores its own RIP or CR3: the CPU saves them in a page of their own. If L1's kernel
         * gave the CPU the wrong page for that, every exit would do this to L2, which would not print a line. Not told
         * of a guest that runs guests: its own code for VMRUN is at the same address.
         */
        VMRUN_STATE(true, "a CPU of the guest has the registers of the machine above at its VMRUN"),
        /**
         * Page tables outside of the guest's memory, alone. A kernel that frees a process twice loads such a CR3, and
         * then faults for ever.
         */
        PAGE_TABLES(false, "a CPU's page tables are outside of the guest's memory"),
        /**
         * A page fault in the handler of page faults, as {@code current} was read as 0: GS has another base than the
         * kernel's. A hypervisor that does not restore GS, or injects an interrupt before the guest's SWAPGS, brings
         * this about, and KVM may be that hypervisor.
         */
        NO_CURRENT(false, "the handler of page faults faulted itself, as with a GS base that is not the kernel's"),
        /**
         * A CS in an exception's frame that has more than 16 bits. No CPU pushes it; but a handler with a wrong GS base
         * copies the frame to wherever the wrong stack is, so that it is another picture of {@link #NO_CURRENT}, and a
         * stack may be overwritten.
         */
        SELECTOR(false, "an exception's frame has a CS that is not a selector"),
        /**
         * A CPU halts with interrupts enabled and takes none: its global interrupt flag is off. QEMU's emulation loses
         * a STGI, which sets that flag, when another CPU restores its FPU at that moment; a KVM that executes no STGI
         * after a guest's exit brings the same about.
         */
        NO_INTERRUPTS(false, "a CPU's global interrupt flag is off, as where a STGI is lost");

        private final boolean proves;
        private final String meaning;

        Kind(boolean proves, String meaning) {
            this.proves = proves;
            this.meaning = meaning;
        }
    }

    /** Whether only a fault of the emulation can cause it. */
    public boolean proves() {
        return kind.proves;
    }

    /** Its meaning and the observation, in one line. */
    public String sentence() {
        return kind.meaning + ": " + seen;
    }
}
