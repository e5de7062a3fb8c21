package org.nestlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTests {

    @Test
    void whatIsNotEqualIsListedByName() {
        assertThat(Difference.between(
                        Map.of("L1.kernel", "6.1.0-41", "L0.cpu", "AMD", "image", "1f"),
                        Map.of("L1.kernel", "6.1.0-42", "L0.cpu", "AMD", "L1.qemu", "7.2")))
                .containsExactly(
                        Difference.of("L1.kernel", "6.1.0-41", "6.1.0-42"),
                        Difference.of("L1.qemu", "", "7.2"),
                        Difference.of("image", "1f", ""));
    }

    @Test
    void whatARunSaysNothingOfIsEmpty() {
        Difference only = Difference.of("L1.cpu.flags", "", "npt vnmi");

        assertThat(only.before()).isEmpty();
        assertThat(only.after()).contains("npt vnmi");
        assertThat(only.gone()).isEmpty();
        assertThat(only.come()).containsExactly("npt", "vnmi");
        assertThat(Difference.between(Map.of("image", ""), Map.of())).isEmpty();
        assertThat(only).hasToString("Difference[name=L1.cpu.flags, before=null, after=npt vnmi]");
    }

    @Test
    void equalOnesDifferInNothing() {
        assertThat(Difference.between(Map.of("image", "1f"), Map.of("image", "1f")))
                .isEmpty();
    }

    @Test
    void theLevelIsTakenOffTheName() {
        Difference kernel = Difference.of("L1.kernel.build", "a", "b");
        Difference image = Difference.of("image", "a", "b");

        assertThat(kernel.where()).isEqualTo("L1");
        assertThat(kernel.what()).isEqualTo("kernel.build");
        assertThat(image.where()).isEmpty();
        assertThat(image.what()).isEqualTo("image");
    }
}
