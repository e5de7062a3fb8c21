package org.nestlab.internal.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that libvirt writes to a domain's log at each start. After a version comes what the builder of the package
 * added to it. In the examples, only the interesting part of a line is left:
 *
 * <pre>
 * …: starting up libvirt version: 9.0.0, package: 9.0.0-4+deb12u2 (Debian), qemu version: 7.2.22Debian 1:7.2+…, …
 * …: starting up libvirt version: 6.0.0, package: 16.fc31 (Unknown, …, ), qemu version: 4.2.0qemu-kvm-4.2.0-15.fc31, …
 * …: starting up libvirt version: 2.0.0, package: 10.el7_3.9 (…), qemu version: 2.6.0 (qemu-kvm-rhev-2.6.0-28…), …
 * …: starting up libvirt version: 11.1.0, qemu version: 9.2.3openSUSE Tumbleweed, kernel: …
 * …: starting up libvirt version: 6.0.0, package: 0ubuntu8.5 (…), qemu version: 5.2.50v5.2.0-991-g45240eed4f, kernel: …
 * </pre>
 *
 * @param libvirt its version, digits and dots only
 * @param libvirtPackage what the package adds to the version, for example {@code 4+deb12u2} or all of it; empty for a
 *     build of one's own
 * @param qemu its version, three numbers
 * @param qemuBuild what its build says of itself, without parentheses around all of it; empty where it says nothing
 */
public record StartingUp(String libvirt, String libvirtPackage, String qemu, String qemuBuild) {

    /** Of libvirt's, which has some 200 characters; a packager may have a long name. */
    private static final int LONGEST = 1_000;

    private static final Pattern LIBVIRT =
            Pattern.compile("libvirt version: (\\d++(?:\\.\\d++)*+)(?:, package: ([^ ,]++))?");
    private static final Pattern QEMU = Pattern.compile(" qemu version: (\\d++(?:\\.\\d++){0,2}+)");
    private static final Pattern AFTER_QEMU = Pattern.compile(", (?:kernel|hostname): ");

    /**
     * 1:7.2+dfsg-7 · qemu-kvm-4.2.0-15.fc31 · pve-qemu-kvm_9.0.2-4 · 10.0.0-r2 · 9.1.1-alt2, and not Leap 15.6 or
     * 15-SP5.
     */
    private static final Pattern REVISION = Pattern.compile("\\d\\S{0,100}?[-:][a-z]{0,3}\\d");

    /** Of {@code git describe}: v5.2.0-991-g45240eed4f · v11.0.0-rc1 · v8.2.0-dirty · 45240eed4f-dirty. */
    private static final Pattern SOURCES = Pattern.compile("(?:^|\\s)v\\d|-g[0-9a-f]{4}|-dirty");

    private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\d]*+\\d\\S*+");

    /**
     * Reads a line, or the first such line of a text; of what is longer than any that libvirt writes, the beginning.
     */
    public static Optional<StartingUp> parse(String text) {
        String line = text.substring(0, Math.min(LONGEST, text.length()));
        Matcher libvirt = LIBVIRT.matcher(line);
        Matcher qemu = QEMU.matcher(line);
        if (!libvirt.find() || !qemu.find(libvirt.end())) {
            return Optional.empty();
        }
        String rest = line.substring(qemu.end()).lines().findFirst().orElse("");
        Matcher end = AFTER_QEMU.matcher(rest);
        String build = unwrapped(rest.substring(0, end.find() ? end.start() : rest.length()));
        return Optional.of(new StartingUp(
                libvirt.group(1), Optional.ofNullable(libvirt.group(2)).orElse(""), qemu.group(1), build));
    }

    private static String unwrapped(String build) {
        String text = build.strip();
        return text.startsWith("(") && text.endsWith(")")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    /** For example {@code 9.0.0 (9.0.0-4+deb12u2)}. */
    public String libvirtIdentity() {
        return libvirtPackage.isEmpty() ? libvirt : "%s (%s)".formatted(libvirt, libvirtPackage);
    }

    /**
     * For example {@code 7.2.22 (1:7.2+dfsg-7+deb12u18+b1)}, {@code 5.2.50 (v5.2.0-991-g45240eed4f)},
     * {@code 9.2.3, openSUSE Tumbleweed}: a name that is no build's stands without parentheses.
     */
    public String qemuIdentity() {
        if (qemuBuild.isEmpty()) {
            return qemu;
        }
        return isPackage() || ONE_WORD.matcher(qemuBuild).matches()
                ? "%s (%s)".formatted(qemu, qemuBuild.replaceFirst("^Debian (?=\\S*\\d)", ""))
                : "%s, %s".formatted(qemu, qemuBuild);
    }

    /**
     * Whether what QEMU says of its build is said by no other build: so does a distribution's package, and no build of
     * one's own, as sources that were changed, and options of a build, have no name.
     */
    public boolean isPackage() {
        return REVISION.matcher(qemuBuild).find() && !SOURCES.matcher(qemuBuild).find();
    }
}
