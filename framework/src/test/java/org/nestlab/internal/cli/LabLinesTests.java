package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.internal.journal.LabOwner;
import org.nestlab.internal.kept.LabCensus;
import org.nestlab.internal.kept.ListedLab;
import org.nestlab.internal.kept.ListedLab.ListedGuest;
import org.nestlab.internal.kept.ListedLab.State;
import org.nestlab.internal.plan.LabId;

/** What is said of a lab, to people and to machines. */
class LabLinesTests {

    private static final Instant NOW = Instant.parse("2026-11-30T04:00:00Z");

    private static ListedLab lab(State state, String l1) {
        return new ListedLab(
                new LabId("0badcafe"),
                "kvm-in-kvm",
                state,
                Optional.of(NOW.minusSeconds(700)),
                "qemu:///system",
                state == State.UP
                        ? Optional.of(new LabOwner(OptionalLong.of(4711), "alice", "java Nestlab up"))
                        : Optional.empty(),
                List.of(new ListedGuest("L1-hypervisor", l1), new ListedGuest("L2-guest", "")),
                List.of());
    }

    @Test
    void aLabThatWasLeftUpIsEnteredAndTakenDown() {
        assertThat(LabLines.of(lab(State.KEPT, "running"), NOW))
                .containsExactly(
                        "lab 0badcafe  'kvm-in-kvm'  up, left up, begun 11 min ago",
                        "  host    qemu:///system",
                        "  guest   L1-hypervisor (running)",
                        "  guest   L2-guest",
                        "  next    nestlab shell --id 0badcafe L1-hypervisor",
                        "  next    nestlab down 0badcafe");
    }

    @Test
    void aLabThatWaitsForTheNextRunIsCalledSo() {
        assertThat(LabLines.of(lab(State.WAITING, "running"), NOW))
                .startsWith("lab 0badcafe  'kvm-in-kvm'  up, waits for the next run, begun 11 min ago")
                .endsWith("  next    nestlab shell --id 0badcafe L1-hypervisor", "  next    nestlab down 0badcafe");
    }

    @Test
    void oneWhoseGuestIsGoneIsOnlyTakenDown() {
        assertThat(LabLines.next(lab(State.KEPT, "gone"))).containsExactly("nestlab down 0badcafe");
    }

    @Test
    void aProcessThatHasALabIsNamed() {
        assertThat(LabLines.of(lab(State.UP, "running"), NOW))
                .contains("  owner   process 4711 of alice (java Nestlab up)");
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void ofEachThereIsSomethingToDo(State state) {
        assertThat(LabLines.next(lab(state, "running"))).isNotEmpty().allMatch(line -> !line.isBlank());
    }

    @Test
    void machinesAreToldTheSame() throws IOException {
        LabCensus.Result seen = new LabCensus.Result(
                List.of(
                        lab(State.UP, "running"),
                        new ListedLab(
                                new LabId("0badcaff"),
                                "",
                                State.LEFT_BEHIND,
                                Optional.empty(),
                                "qemu:///system",
                                Optional.empty(),
                                List.of(),
                                List.of("no journal"))),
                List.of("no libvirt"));

        JsonNode json = new ObjectMapper().readTree(LabListJson.render(seen, NOW));

        assertThat(json.at("/labs/0/state").asText()).isEqualTo("up");
        assertThat(json.at("/labs/0/owner").toString())
                .isEqualTo("{\"pid\":4711,\"user\":\"alice\",\"command\":\"java Nestlab up\"}");
        assertThat(json.at("/labs/0/begun").asText()).isEqualTo("2026-11-30T03:48:20Z");
        assertThat(json.at("/labs/0/ageSeconds").asLong()).isEqualTo(700);
        assertThat(json.at("/labs/0/guests/0").toString())
                .isEqualTo("{\"name\":\"L1-hypervisor\",\"state\":\"running\"}");
        assertThat(json.at("/labs/1/state").asText()).isEqualTo("left-behind");
        assertThat(json.at("/labs/1/owner").isNull()).isTrue();
        assertThat(json.at("/labs/1/begun").isNull()).isTrue();
        assertThat(json.at("/labs/1/next/0").asText()).startsWith("nestlab reap");
        assertThat(json.at("/problems/0").asText()).isEqualTo("no libvirt");
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min",
        "3600, 1 h 0 min",
        "86399, 23 h 59 min",
        "187200, 2 d 4 h"
    })
    void anAgeIsSaidInTwoUnits(long seconds, String words) {
        assertThat(LabLines.age(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
