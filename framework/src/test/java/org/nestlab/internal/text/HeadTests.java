package org.nestlab.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadTests {

    @Test
    void showsAllThatFitsAndOtherwiseThatSomethingIsLeftOut() {
        assertThat(Head.of("", 3)).isEmpty();
        assertThat(Head.of("abc", 3)).isEqualTo("abc");
        assertThat(Head.of("abcd", 3)).isEqualTo("ab…");
    }
}
