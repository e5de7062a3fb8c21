package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.kept.NotReusableException;
import org.nestlab.internal.plan.LabId;

/** Labs are words: what was done, in order, is {@link #log}. */
class ReuseStartsTests implements ReuseStarts.Ways<String> {

    /** The labs that wait, each with why it cannot be taken over. */
    private final Map<LabId, Optional<RuntimeException>> waiting = new LinkedHashMap<>();

    private final List<String> log = new ArrayList<>();
    private boolean ending;

    @Test
    void theFirstLabThatIsWellIsTakenOver() {
        lab("0000000a", null);
        lab("0000000b", null);

        ReuseStarts.Up<String> up = run(3);

        assertThat(up.lab()).isEqualTo("taken over 0000000a");
        assertThat(up.refused()).isEmpty();
        assertThat(log).containsExactly("take over 0000000a");
    }

    @Test
    void withoutOneANewLabIsBroughtUpAndMakesRoomForItself() {
        assertThat(run(3).lab()).isEqualTo("new");
        assertThat(log).containsExactly("bound 2", "start");
    }

    @Test
    void oneThatIsNotWellIsRemovedAndItIsToldWhy() {
        lab("0000000a", NotReusableException.spoilt("L2 guest: its domain is gone; expected running"));
        lab("0000000b", new ProvisioningException("L0 host: no libvirt"));

        ReuseStarts.Up<String> up = run(1);

        assertThat(up.lab()).isEqualTo("new");
        assertThat(up.refused())
                .containsExactly(
                        "lab 0000000a: L2 guest: its domain is gone; expected running",
                        "lab 0000000b: L0 host: no libvirt");
        assertThat(log)
                .containsExactly(
                        "take over 0000000a",
                        "refused 0000000a: L2 guest: its domain is gone; expected running",
                        "remove 0000000a",
                        "take over 0000000b",
                        "refused 0000000b: L0 host: no libvirt",
                        "remove 0000000b",
                        "bound 0",
                        "start");
    }

    @Test
    void oneThatAnotherRunHasIsLeftAlone() {
        lab("0000000a", NotReusableException.busy("another process has it"));
        lab("0000000b", null);

        assertThat(run(1).lab()).isEqualTo("taken over 0000000b");
        assertThat(log)
                .containsExactly(
                        "take over 0000000a", "refused 0000000a: another process has it", "take over 0000000b");
    }

    @Test
    void aProcessThatEndsTriesNothingElse() {
        lab("0000000a", new ProvisioningException("the lab was taken down"));
        ending = true;

        assertThatThrownBy(() -> run(1)).hasMessage("the lab was taken down");
        assertThat(log).containsExactly("take over 0000000a");
    }

    private void lab(String id, @Nullable RuntimeException why) {
        waiting.put(new LabId(id), Optional.ofNullable(why));
    }

    private ReuseStarts.Up<String> run(int most) {
        return new ReuseStarts<>(this, most).run();
    }

    @Override
    public List<LabId> waiting() {
        return List.copyOf(waiting.keySet());
    }

    @Override
    public String takeOver(LabId lab) {
        log.add("take over " + lab);
        waiting.getOrDefault(lab, Optional.empty()).ifPresent(why -> {
            throw why;
        });
        return "taken over " + lab;
    }

    @Override
    public void refused(LabId lab, String why) {
        log.add("refused %s: %s".formatted(lab, why));
    }

    @Override
    public void remove(LabId lab) {
        log.add("remove " + lab);
    }

    @Override
    public void bound(int most) {
        log.add("bound " + most);
    }

    @Override
    public String start() {
        log.add("start");
        return "new";
    }

    @Override
    public boolean isEnding() {
        return ending;
    }
}
