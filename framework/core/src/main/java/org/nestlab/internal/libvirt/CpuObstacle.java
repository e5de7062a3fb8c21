package org.nestlab.internal.libvirt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.nestlab.internal.text.Head;
import org.nestlab.internal.xml.XmlDoc;

/** Why the CPU of a domain is not what its {@code <cpu>} element says, or not one that can be switched here. */
final class CpuObstacle {

    private static final Set<String> X86 = Set.of("x86_64", "i686");

    private CpuObstacle() {}

    /** What is in the way, as the end of a sentence that begins with the domain; empty where nothing is. */
    static Optional<String> in(String domainXml) {
        XmlDoc domain = XmlDoc.parse(domainXml);
        Optional<String> architecture = domain.text(XmlDoc.child("os") + "/*[local-name()='type']/@arch");
        if (architecture.isPresent() && !X86.contains(architecture.get())) {
            return Optional.of("has the architecture %s; expected x86_64, as only there a CPU has vmx or svm"
                    .formatted(architecture.get()));
        }
        return handWritten(domain.texts("/*/*[local-name()='commandline']/*[local-name()='arg']/@value"));
    }

    /**
     * libvirt appends these arguments to its own, and QEMU takes the last {@code -cpu}:
     *
     * <pre>{@code
     * <qemu:commandline>
     *   <qemu:arg value='-cpu'/>
     *   <qemu:arg value='Penryn,kvm=on,vendor=GenuineIntel'/>
     * </qemu:commandline>
     * }</pre>
     */
    private static Optional<String> handWritten(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i).strip().toLowerCase(Locale.ROOT).replaceFirst("^--?", "-");
            String value = i + 1 < arguments.size() ? arguments.get(i + 1).strip() : "";
            if (option.equals("-cpu") || (option.equals("-global") && setsCpu(value))) {
                return Optional.of(
                        ("gives QEMU its CPU in <qemu:commandline> (%s %s), expected it in <cpu> alone: QEMU takes it"
                                        + " from the command line, whatever <cpu> says. Move it to <cpu> (virsh edit), or adopt another domain")
                                .formatted(option, shortened(value)));
            }
        }
        return Optional.empty();
    }

    /** {@code EPYC-x86_64-cpu.svm=off}, {@code driver=host-x86_64-cpu,property=vmx,value=off}. */
    private static boolean setsCpu(String global) {
        return global.contains("-cpu.") || global.contains("-cpu,");
    }

    private static String shortened(String value) {
        return Head.of(value, 80);
    }
}
