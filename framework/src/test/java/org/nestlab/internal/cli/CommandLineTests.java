package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.OpenHost;
import picocli.CommandLine;

class CommandLineTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private static final String NO_LIBVIRT = "qemu+unix:///system?socket=/nonexistent/libvirt-sock";

    private FakeHost host = new FakeHost("test:///default");

    private int run(String... arguments) {
        CommandLine line = NestlabCommand.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** On a host that answers from a script, and the libvirt of its URI. */
    private int doctor(String... arguments) {
        ProbeAnswers.capableIntelHost(host.answers);
        return onTheHost(arguments);
    }

    private int onTheHost(String... arguments) {
        return new CommandLine(new DoctorCommand(uri -> new OpenHost(host, new LocalShell("L0 host"), false)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void doctorPrintsATable() {
        assertThat(doctor()).isEqualTo(0);
        assertThat(out.toString())
                .startsWith("ok       CPU extension")
                .contains("Tier: kvm")
                .contains("Ready.");
    }

    @Test
    void doctorDoesNotShowAPassword() {
        assertThat(run("doctor", "--connect", "qemu+ssh://root:s3cret@l1/system"))
                .isNotZero();

        assertThat(out.toString() + err)
                .contains("nestlab.connect is 'qemu+ssh://root:***@l1/system', which holds a password")
                .doesNotContain("s3cret");
    }

    @Test
    void doctorSaysNotReadyInItsExitStatus() {
        host = new FakeHost(NO_LIBVIRT);
        assertThat(doctor()).isEqualTo(1);
        assertThat(out.toString()).contains("missing  Connection").contains("Not ready.");
    }

    @Test
    void doctorSpeaksJson() throws IOException {
        host = new FakeHost(NO_LIBVIRT);
        assertThat(doctor("--json")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("ready").asBoolean()).isFalse();
        assertThat(report.get("tier").asText()).isEqualTo("kvm");
        assertThat(report.get("reason").asText()).startsWith("the CPU has vmx");
        assertThat(report.get("checks")).hasSize(18);
        JsonNode connection = report.get("checks").get(6);
        assertThat(connection.get("id").asText()).isEqualTo("connection");
        assertThat(connection.get("state").asText()).isEqualTo("missing");
        assertThat(connection.get("observed").asText()).startsWith("L0 host: no connection to " + NO_LIBVIRT);
        assertThat(connection.get("remedy").asText()).isEqualTo("nestlab setup, or mvn verify -Psetup");
    }

    @Test
    void jsonHasNoTierWhereNoLabWouldRun() throws IOException {
        ProbeAnswers.capableIntelHost(host.answers);
        host.answers.on("kvm_intel/nested", "kvm_intel loadable present N\nflag vmx\n");
        int status = onTheHost("--json");
        assertThat(status).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(out.toString()).get("tier").isNull())
                .isTrue();
    }

    @Test
    void whatFollowsTheMachineIsTheGuestsOwnCommand() {
        CommandLine.ParseResult parsed = NestlabCommand.commandLine()
                .parseArgs("shell", "--id", "0badcafe", "L2", "ls", "-la", "--id")
                .subcommand();

        assertThat(parsed.matchedPositionalValue(0, "none")).isEqualTo("L2");
        assertThat(parsed.matchedPositionalValue(1, List.of())).hasToString("[ls, -la, --id]");
        assertThat(parsed.matchedOptionValue("--id", "none")).isEqualTo("0badcafe");
    }

    @Test
    void usageIsStatus2() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("docter")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean: nestlab doctor");
        assertThat(run("doctor", "--jsn")).isEqualTo(2);
        assertThat(run("setup", "everything")).isEqualTo(2);
        assertThat(run("doctor", "--connect", "elsewhere")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "nestlab: nestlab.connect is 'elsewhere'; expected qemu:///system, qemu+unix:///system?socket=/path or qemu+ssh://user@host/system");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpIsStatus0() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(run("doctor", "--help")).isEqualTo(0);
        assertThat(out.toString()).contains("1   it would not");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(run("--version")).isEqualTo(0);

        assertThat(out.toString())
                .matches("nestlab \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(Java %s\\)\\R"
                        .formatted(Pattern.quote(Runtime.version().toString())));
    }

    @Test
    void theVersionAloneIsToldWithoutAParser() {
        assertThat(run("-V")).isZero();

        assertThat(out).hasToString(Version.line() + System.lineSeparator());
        assertThat(Version.isAllThatIsAskedFor("--version")).isTrue();
        assertThat(Version.isAllThatIsAskedFor("-V")).isTrue();
        assertThat(Version.isAllThatIsAskedFor("doctor", "--version")).isFalse();
        assertThat(Version.isAllThatIsAskedFor()).isFalse();
    }

    @Test
    void setupRunsThePackagedScriptAndRemovesItAgain() {
        List<Path> scripts = new ArrayList<>();
        SetupCommand setup = new SetupCommand(command -> {
            assertThat(command).hasSize(3).startsWith("bash").endsWith("check");
            Path script = Path.of(command.get(1));
            assertThat(script).content().startsWith("#!/bin/bash").contains("setup.sh check");
            scripts.add(script);
            return 1;
        });
        assertThat(new CommandLine(setup)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute("check"))
                .isEqualTo(1);
        assertThat(scripts)
                .singleElement()
                .satisfies(script -> assertThat(script).doesNotExist());
    }

    @Test
    void setupInstallsUnlessToldOtherwise() {
        SetupCommand setup = new SetupCommand(command -> command.get(2).equals("install") ? 0 : 9);
        assertThat(new CommandLine(setup).execute()).isEqualTo(0);
    }

    @Test
    void findsImagesThatAreFinished(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("half"));
        Files.createDirectories(folder.resolve("b"));
        Files.createDirectories(folder.resolve("a"));
        Files.createFile(folder.resolve("a/image.qcow2"));
        Files.createFile(folder.resolve("b/image.qcow2"));
        assertThat(DoctorImageCache.of(folder).images()).containsExactly("a", "b");
        assertThat(DoctorImageCache.of(folder.resolve("none")).images()).isEmpty();
    }
}
