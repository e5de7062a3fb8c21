package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;

class CharactersTests {

    @Test
    void aTextHasTheCharactersOfItsWords() {
        Characters line = Characters.of("[    1.5] Kernel panic - not syncing: x");

        assertThat(line.have(Characters.of("Kernel panic"))).isTrue();
        assertThat(line.have(Characters.of(""))).isTrue();
        assertThat(line.have(Characters.of("kernel BUG"))).isFalse();
        assertThat(line.have(Characters.of("?"))).isFalse();
        assertThat(Characters.of("").have(Characters.of("x"))).isFalse();
    }

    @Test
    void theEndsOfBothHalvesAreToldApart() {
        List<String> ends = List.of("\0", "?", "@", "\u007f");

        for (String one : ends) {
            for (String other : ends) {
                assertThat(Characters.of(one).have(Characters.of(other))).isEqualTo(one.equals(other));
            }
        }
    }

    @Test
    void otherCharactersRuleNothingOut() {
        assertThat(Characters.of("x").have(Characters.of("é\u0080\uD800"))).isTrue();
    }

    @Test
    void noTextLacksACharacterOfItsOwnParts() {
        Untidy.of("hypervisor login: [    1.234567] Kernel panic é").isRead(text -> {
            Characters whole = Characters.of(text);
            assertThat(whole.have(Characters.of(text.substring(text.length() / 2))))
                    .isTrue();
        });
    }
}
