package org.nestlab.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Answers to the probes' own commands, in the form in which their scripts print. */
public final class ProbeAnswers {

    private ProbeAnswers() {}

    /** A working {@code /dev/kvm}, as the device probe's script prints it. */
    public static final String WORKING_DEVICE =
            "present=yes\nmode=660\nowner=root\ngroup=kvm\nopens=yes\napi=12\nvm=yes\n";

    /** An Intel host where everything is as a lab wants it. */
    public static void capableIntelHost(Answers answers) {
        cpuinfo(answers, "cpuinfo-intel-host.txt");
        device(answers, WORKING_DEVICE);
        nested(answers, "kvm_intel loadable present Y\nflag vmx\n");
        paging(answers, "kvm_intel loadable present Y\nflag vmx\n");
        modules(answers, "module kvm loaded 1 kvm_intel\nmodule kvm_intel loaded 0\n");
        answers.on("qemu-system-x86_64 qemu-kvm", VERSIONS);
        answers.on("ip -4 -o addr", NETWORKS);
        answers.on("MemAvailable", "cpus 16\ntotal 65536000\navailable 33554432\nfree 104857600\n");
        answers.on("uname -r", "6.1.0-37-amd64\nx86_64\n#1 SMP PREEMPT_DYNAMIC Debian 6.1.140-1\n");
        answers.on("/etc/os-release", "name Debian GNU/Linux 12 (bookworm)\nid debian\n");
    }

    private static final String VERSIONS = """
            qemu-binary=/usr/bin/qemu-system-x86_64
            qemu=QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)
            libvirt=libvirtd (libvirt) 9.0.0
            """;

    private static final String NETWORKS = """
            addr 1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
            addr 4: eth0    inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0\\       valid_lft forever
            route default via 192.0.2.1 dev eth0
            route 192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.2
            route local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1
            network default
            ip address='192.168.122.1' netmask='255.255.255.0'>
            """;

    public static void cpuinfo(Answers answers, String sample) {
        answers.on("sed '/^$/q' /proc/cpuinfo", sample(sample));
    }

    public static void device(Answers answers, String output) {
        answers.on("KVM_CREATE_VM", output);
    }

    public static void nested(Answers answers, String output) {
        answers.on("kvm_intel/nested", output);
    }

    public static void paging(Answers answers, String output) {
        answers.on("kvm_intel/ept", output);
    }

    public static void modules(Answers answers, String output) {
        answers.on("anon_inode:kvm-vm", output);
    }

    public static void inside(Answers answers, String output) {
        answers.on("systemd-detect-virt", output);
    }

    /** The processes of the level above that name the guest's UUID. */
    public static void above(Answers answers, String output) {
        answers.on("grep -lsF -e", output);
    }

    /** A recorded output among the test resources of the probes. */
    public static String sample(String name) {
        try (InputStream stream =
                Objects.requireNonNull(ProbeAnswers.class.getResourceAsStream("/org/nestlab/probe/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
