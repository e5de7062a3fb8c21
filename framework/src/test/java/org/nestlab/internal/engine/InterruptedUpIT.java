package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.cli.InProcess;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.ImageSpec;

/** {@code nestlab up} as a process of its own on a real host, interrupted, killed, and called twice. */
class InterruptedUpIT {

    private static final Duration SHUTDOWN = Duration.ofSeconds(45);
    private static final Duration BOOT = Duration.ofMinutes(8);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final List<ChildJvm> children = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private OwnHost host;

    @BeforeEach
    void lookAtTheHost() {
        new ImageStore(Settings.defaults().imageDir()).ensure(ImageSpec.embedded(), line -> {});
        host = OwnHost.watch(folder);
    }

    @AfterEach
    void killWhatIsLeft() {
        children.forEach(ChildJvm::close);
        InProcess.run("reap", "--kept");
        host.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 130, ' takes the '",
        "TERM, 143, 'L0: network'",
        "HUP, 129, 'L1 small: start'",
        "INT, 130, 'L1 small: SSH listens'",
    })
    void anInterruptedUpTakesItsLabDownAndSaysSo(String signal, int status, String moment) throws IOException {
        ChildJvm up = up();
        up.awaitLine(moment);

        up.signal(signal);

        assertThat(up.awaitEnd(SHUTDOWN)).as(up.output()).isEqualTo(status);
        assertThat(up.output()).contains("] interrupted while it ").doesNotContain("Exception", "left up");
        assertThat(host.left()).isEmpty();
        assertThat(list().get("labs")).noneMatch(InterruptedUpIT::isOfThisStateFolder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "locked",
                "before OWNED lab on nothing",
                "after OWNED lab on nothing",
                "after BEFORE network on L0"
            })
    void anUpThatIsInterruptedInItsFirstMomentsLeavesNothing(String moment) {
        ChildJvm up = ChildJvm.start(
                SignalledUp.class.getName(),
                Map.of("nestlab.output.dir", folder.toString()),
                List.of(moment, "up", "--lab", SmallLab.class.getName()));
        children.add(up);

        assertThat(up.awaitEnd(SHUTDOWN)).as(up.output()).isEqualTo(130);
        assertThat(up.output()).contains("SIGNALLED AT " + moment);
        assertThat(host.left()).isEmpty();
    }

    @Test
    void aLabThatIsUpStaysAndASecondOneIsNotBegunUntilItIsAskedFor() throws IOException {
        ChildJvm up = up();
        ChildJvm meanwhile = up("nestlab.progress", "off");
        assertThat(List.of(up.awaitEnd(BOOT), meanwhile.awaitEnd(BOOT)))
                .as("%s%n%s", up.output(), meanwhile.output())
                .containsExactlyInAnyOrder(0, 3);

        JsonNode lab = only();
        assertThat(lab.get("state").asText()).isEqualTo("kept");
        assertThat(lab.get("guests").toString()).isEqualTo("[{\"name\":\"L1-small\",\"state\":\"running\"}]");
        String id = lab.get("id").asText();
        ChildJvm second = up();
        assertThat(second.awaitEnd(SHUTDOWN)).as(second.output()).isEqualTo(3);
        assertThat(second.output())
                .contains("nestlab shell --id " + id + " L1-small", "nestlab down " + id, "nestlab up --another");
        assertThat(InProcess.run("reap").printed())
                .contains(
                        "nothing was left behind",
                        "lab " + id + " 'small' was left up on purpose",
                        "nestlab down " + id);

        InProcess.Outcome down = InProcess.run("down");

        assertThat(down.exitStatus()).as(down.printed()).isZero();
        assertThat(host.left()).isEmpty();
    }

    @Test
    void aLabThatHasJustComeUpStaysWhateverHappensToItsProcess() throws IOException {
        ChildJvm up = up();
        up.awaitLine("] up after ");

        up.signal("INT");

        assertThat(up.awaitEnd(SHUTDOWN)).as(up.output()).isIn(0, 130);
        assertThat(only().get("state").asText()).as(up.output()).isEqualTo("kept");
        assertThat(InProcess.run("down").exitStatus()).isZero();
        assertThat(host.left()).isEmpty();
    }

    @Test
    void whatAKilledUpLeavesIsNamedAndRemovedByReapAndByTheNextOne() throws IOException {
        ChildJvm killed = up();
        killed.awaitLine("L1 small: start");
        killed.kill();
        assertThat(only().get("state").asText()).isEqualTo("left-behind");
        assertThat(only().get("owner").isNull()).isTrue();

        InProcess.Outcome reap = InProcess.run("reap");

        assertThat(reap.exitStatus()).isZero();
        assertThat(reap.printed()).contains("removed domain nestlab-");
        assertThat(host.left()).isEmpty();

        ChildJvm again = up();
        again.awaitLine("L1 small: start");
        again.kill();
        ChildJvm next = up();
        next.awaitLine("was left behind by a run that ended early");
        next.signal("INT");
        assertThat(next.awaitEnd(SHUTDOWN)).isEqualTo(130);
        assertThat(host.left()).isEmpty();
    }

    private ChildJvm up(String... more) {
        Map<String, String> properties = more.length == 0
                ? Map.of("nestlab.output.dir", folder.toString())
                : Map.of("nestlab.output.dir", folder.toString(), more[0], more[1]);
        ChildJvm child =
                ChildJvm.start("org.nestlab.cli.Nestlab", properties, List.of("up", "--lab", SmallLab.class.getName()));
        children.add(child);
        return child;
    }

    private static JsonNode only() throws IOException {
        List<JsonNode> own = new ArrayList<>();
        list().get("labs").forEach(lab -> {
            if (isOfThisStateFolder(lab)) {
                own.add(lab);
            }
        });
        assertThat(own).hasSize(1);
        return own.get(0);
    }

    private static boolean isOfThisStateFolder(JsonNode lab) {
        return !lab.get("state").asText().equals("another-state-folder");
    }

    private static JsonNode list() throws IOException {
        return new ObjectMapper().readTree(InProcess.run("list", "--json").printed());
    }
}
