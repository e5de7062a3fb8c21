package org.nestlab.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;

/** Heads of logs as people have published them; host names and packagers were replaced. */
class StartingUpTests {

    private static final String UPSTREAM =
            "2025-04-07 08:02:19.454+0000: starting up libvirt version: 11.1.0, qemu version: 9.2.3%s,"
                    + " kernel: 6.12.21-1-longterm, hostname: host";

    private static StartingUp read(String line) {
        return StartingUp.parse(line).orElseThrow();
    }

    private static StartingUp built(String build) {
        return read(UPSTREAM.formatted(build));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    6.0.0 (16.fc31)         | 4.2.0 (qemu-kvm-4.2.0-15.fc31)          | 2020-07-02 09:04:39.037+0000: starting up libvirt version: 6.0.0, package: 16.fc31 (Unknown, 2020-04-07-15:55:55, ), qemu version: 4.2.0qemu-kvm-4.2.0-15.fc31, kernel: 3.10.0-1062.9.1.el7.x86_64, hostname: vmi
                    6.0.0 (16.fc31)         | 4.2.0 (qemu-kvm-4.2.0-19.fc31)          | 2020-07-02 09:04:39.037+0000: starting up libvirt version: 6.0.0, package: 16.fc31 (Unknown, 2020-04-07-15:55:55, ), qemu version: 4.2.0qemu-kvm-4.2.0-19.fc31, kernel: 3.10.0-1062.9.1.el7.x86_64, hostname: vmi
                    6.0.0 (0ubuntu8.5)      | 5.2.50 (v5.2.0-991-g45240eed4f)         | 2021-01-14 03:06:08.835+0000: starting up libvirt version: 6.0.0, package: 0ubuntu8.5 (A Packager <packager@example.org> Thu, 08 Oct 2020 07:36:06 +0200), qemu version: 5.2.50v5.2.0-991-g45240eed4f, kernel: 5.8.0-36-generic, hostname: host
                    11.1.0                  | 9.2.3, openSUSE Tumbleweed              | 2025-04-07 08:02:19.454+0000: starting up libvirt version: 11.1.0, qemu version: 9.2.3openSUSE Tumbleweed, kernel: 6.12.21-1-longterm, hostname: host
                    3.2.1 (4.fc26)          | 2.9.0 (qemu-2.9.0-3.fc26)               | 2017-08-12 08:15:45.296+0000: starting up libvirt version: 3.2.1, package: 4.fc26 (Fedora Project, 2017-07-12-20:31:45, builder.example.org), qemu version: 2.9.0(qemu-2.9.0-3.fc26), hostname: host
                    9.0.0 (9.0.0-4+deb12u2) | 7.2.22 (1:7.2+dfsg-7+deb12u18+b1)       | 2023-11-23 20:12:01.123+0000: starting up libvirt version: 9.0.0, package: 9.0.0-4+deb12u2 (Debian), qemu version: 7.2.22Debian 1:7.2+dfsg-7+deb12u18+b1, kernel: 6.1.0-41-cloud-amd64, hostname: L1
                    2.0.0 (10.el7_3.9)      | 2.6.0 (qemu-kvm-rhev-2.6.0-28.el7_3.9)  | 2019-04-26 06:55:20.388+0000: starting up libvirt version: 2.0.0, package: 10.el7_3.9 (Red Hat, Inc. <http://bugzilla.example.com/bugzilla>, 2017-05-04-06:48:37, builder.example.com), qemu version: 2.6.0 (qemu-kvm-rhev-2.6.0-28.el7_3.9), hostname: f1.example.com
                    9.0.0 (10.3.el9_2)      | 7.2.0 (qemu-kvm-7.2.0-14.el9_2.5)       | 2023-11-07 12:49:18.610+0000: starting up libvirt version: 9.0.0, package: 10.3.el9_2 (Red Hat, Inc. <http://bugzilla.example.com/bugzilla>, 2023-08-24-06:08:50, ), qemu version: 7.2.0qemu-kvm-7.2.0-14.el9_2.5, kernel: 5.14.0-284.el9_2.x86_64, hostname: foo
                    4.10.0 (1.el7)          | 2.12.0 (qemu-kvm-ev-2.12.0-18.el7_6.1.1) | starting up libvirt version: 4.10.0, package: 1.el7 (CBS <cbs@example.org>, 2018-12-05-12:27:12, builder.example.org), qemu version: 2.12.0qemu-kvm-ev-2.12.0-18.el7_6.1.1, kernel: 4.1.12-103.9.7.el7uek.x86_64, hostname: h
                    4.0.0 (1ubuntu8.5)      | 2.11.1 (1:2.11+dfsg-1ubuntu7.7)         | 2018-11-24 16:13:38.555+0000: starting up libvirt version: 4.0.0, package: 1ubuntu8.5 (A Packager <packager@example.org> Tue, 28 Aug 2018 07:26:19 +0200), qemu version: 2.11.1(Debian 1:2.11+dfsg-1ubuntu7.7), hostname: h
                    6.9.0 (1+b2)            | 5.2.0 (1:5.2+dfsg-2)                    | 2020-12-13 17:49:15.028+0000: starting up libvirt version: 6.9.0, package: 1+b2 (amd64 / i386 Build Daemon <buildd@example.org> Mon, 07 Dec 2020 09:45:52 +0000), qemu version: 5.2.0Debian 1:5.2+dfsg-2, kernel: 5.9.0-1-amd64, hostname: h
                    6.5.0                   | 5.1.0                                   | 2020-09-24 06:57:35.099+0000: starting up libvirt version: 6.5.0, qemu version: 5.1.0, kernel: 5.8.10-arch1-1, hostname: pc1.localdomain
                    """)
    void headsOfManyDistributions(String libvirt, String qemu, String line) {
        assertThat(read(line).libvirtIdentity()).isEqualTo(libvirt);
        assertThat(read(line).qemuIdentity()).isEqualTo(qemu);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Debian 1:7.2+dfsg-7+deb12u6",
                "Debian 1:8.2.2+ds-0ubuntu1.4",
                "qemu-kvm-4.2.0-15.fc31",
                "qemu-kvm-9.1.0-15.el9",
                "qemu-9.2.3-1.fc42",
                "(qemu-9.1.1-alt2)",
                "pve-qemu-kvm_9.0.2-4"
            })
    void aPackageNamesItsBuild(String build) {
        assertThat(built(build).isPackage()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "openSUSE Tumbleweed",
                "openSUSE Leap 15.6",
                "SUSE Linux Enterprise 15-SP5",
                "Homebrew",
                "v9.0.0",
                "v11.0.0-rc1-123-gabcdef",
                "v11.0.0-rc1-123-gabcdef-dirty",
                "v8.2.0-12045-g3d58f9b5c5",
                "qemu-10.1.0",
                "esp_develop_9.2.2_20260417"
            })
    void whatMayBeAnyBuildIsNoPackage(String build) {
        assertThat(built(build).isPackage()).isFalse();
        assertThat(built(build).qemuIdentity()).startsWith("9.2.3").contains(build);
    }

    @Test
    void buildsAreToldFromEachOther() {
        List<String> builds = List.of(
                "",
                "v11.0.0-rc1-123-gabcdef",
                "v11.0.0-rc1-123-gabcdef-dirty",
                "v11.0.0-rc1-124-gabcdef",
                "openSUSE Leap 15.5",
                "openSUSE Leap 15.6",
                "Debian 1:7.2+dfsg-7+deb12u6",
                "Debian 1:7.2+dfsg-7+deb12u7",
                "Debian 1:7.2+dfsg-7+deb12u7+b1",
                "pve-qemu-kvm_9.0.2-4",
                "pve-qemu-kvm_9.0.2-5");
        assertThat(builds.stream().map(build -> built(build).qemuIdentity())).doesNotHaveDuplicates();
    }

    @Test
    void anotherLineIsNone() {
        assertThat(StartingUp.parse("2019-06-04 05:33:22.285+0000: shutting down"))
                .isEmpty();
        assertThat(StartingUp.parse("starting up libvirt version: 9.0.0")).isEmpty();
        assertThat(StartingUp.parse("qemu version: 9.0.0, libvirt version: 9.0.0"))
                .isEmpty();
    }

    @Test
    void whateverALogBeginsWith() {
        Untidy.of(UPSTREAM.formatted("Debian 1:7.2+dfsg-7"), UPSTREAM.formatted("(v11.0.0-rc1-123-gabcdef-dirty)"))
                .with(
                        "libvirt version: 1",
                        ", package: ",
                        " qemu version: 1",
                        "(",
                        ")",
                        "-1",
                        "1:",
                        "v1",
                        "-g0123",
                        ", kernel: ")
                .and(
                        Untidy.endless("libvirt version: 1, qemu version: 1.1.1", "1a"),
                        Untidy.endless("libvirt version: 1, qemu version: 1.1.1", "1 "),
                        Untidy.endless("libvirt version: 1", ".1"))
                .isRead(text -> StartingUp.parse(text).ifPresent(it -> {
                    assertThat(it.qemuIdentity()).startsWith(it.qemu());
                    assertThat(it.libvirtIdentity()).startsWith(it.libvirt());
                    it.isPackage();
                }));
    }
}
