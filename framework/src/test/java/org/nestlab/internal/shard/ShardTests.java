package org.nestlab.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.Settings;

class ShardTests {

    @Test
    void aShardIsANumberAndACount() {
        assertThat(Shard.parse("2/4")).contains(new Shard(2, 4));
        assertThat(Shard.parse("1000/1000"))
                .hasValueSatisfying(it -> assertThat(it).hasToString("1000/1000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5/4", "0/4", "1/0", "2", "2/", "/4", "2/4/6", "-1/4", "a/b", "1/1001", "2 / 4", "99999/99999"})
    void anythingElseIsRefusedWithWhatIsWanted(String value) {
        assertThatThrownBy(
                        () -> Settings.from(key -> key.equals("nestlab.shard") ? Optional.of(value) : Optional.empty()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "setting 'nestlab.shard' is '%s'; expected NUMBER/COUNT, like 2/4: the number from 1 to the count, the count at most 1000"
                                .formatted(value));
    }
}
