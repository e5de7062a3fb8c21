package org.nestlab.internal.exact.cost;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.digest.Sha256;

/** Accepted figures as text: sorted, a figure a line, so that a diff shows what changed. */
final class AcceptedWriter {

    static final String VERSION = "1";
    private static final int DIGITS = 16;

    private AcceptedWriter() {}

    static String text(Map<Vendor, Accepted> accepted) {
        StringBuilder text = new StringBuilder("""
                # What exits cost, in instructions and in exits of L1's KVM, as somebody accepted it.
                # `nestlab exact accept` writes this file, `nestlab exact` compares with it.
                version: 1
                """);
        new TreeMap<>(accepted)
                .forEach((vendor, figures) -> text.append(vendor.word())
                        .append(":\n")
                        .append(block(figures))
                        .append("  digest: ")
                        .append(digest(figures))
                        .append('\n'));
        return text.toString();
    }

    /** The digest of a vendor's block, so that a figure that was edited by hand does not pass for a measured one. */
    static String digest(Accepted accepted) {
        return Sha256.hex(accepted.vendor().word() + "\n" + block(accepted)).substring(0, DIGITS);
    }

    private static String block(Accepted accepted) {
        StringBuilder text = new StringBuilder();
        entry(text, "kernel", accepted.kernel());
        entry(text, "reason", accepted.reason());
        entry(text, "accepted", accepted.on());
        entry(text, "emulator", accepted.identity().emulator());
        entry(text, "emulatorHash", accepted.identity().emulatorHash());
        entry(text, "settings", accepted.identity().settings());
        entry(text, "probe", accepted.identity().probe());
        entry(text, "innerKernel", accepted.identity().innerKernel());
        entry(text, "seed", Integer.toString(accepted.identity().seed()));
        text.append("  figures:\n");
        accepted.figures()
                .forEach((key, figure) -> text.append(String.format(
                        Locale.ROOT,
                        "    %s: {instructions: %d, exits: %.2f}\n",
                        key,
                        figure.instructions(),
                        figure.exits())));
        return text.toString();
    }

    /** Quoted: a version is not a number, and a reason may contain any character. */
    private static void entry(StringBuilder text, String key, String value) {
        text.append("  ")
                .append(key)
                .append(": \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t"))
                .append("\"\n");
    }
}
