package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerdictTests {

    @Test
    void theWorstComesFirst() {
        List<Verdict> wanted = List.of(
                new Verdict.Exceeded("a"),
                new Verdict.Invalid("b"),
                new Verdict.Inconclusive("c"),
                new Verdict.Within("d"));
        List<Verdict> shuffled = new ArrayList<>(wanted);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(shuffled.stream().sorted(Verdict.worstFirst())).isEqualTo(wanted);
        }
    }
}
