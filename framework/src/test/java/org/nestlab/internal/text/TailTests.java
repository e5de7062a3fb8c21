package org.nestlab.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TailTests {

    @Test
    void aShortTextIsWholeWithoutTheBlanksAroundIt() {
        assertThat(Tail.of(" fio: no space \n", 20)).isEqualTo("fio: no space");
        assertThat(Tail.of("12345", 5)).isEqualTo("12345");
        assertThat(Tail.of("", 5)).isEmpty();
    }

    @Test
    void ofALongTextTheEndIsKept() {
        assertThat(Tail.of("123456", 5)).isEqualTo("… 23456");
        assertThat(Tail.ofOutput("x".repeat(3_000) + "\nfailed\n", 6)).isEqualTo("… failed");
    }

    @Test
    void aProgramThatPrintedNothingSaysSo() {
        assertThat(Tail.ofOutput(" \n", 5)).isEqualTo("(nothing)");
    }

    @Test
    void ofAListTheLastElementsAreKept() {
        assertThat(Tail.of(List.of(1, 2, 3), 2)).containsExactly(2, 3);
        assertThat(Tail.of(List.of(1, 2, 3), 3)).containsExactly(1, 2, 3);
        assertThat(Tail.of(List.of(), 3)).isEmpty();
    }
}
