package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.ProvisioningException;

class CpuListTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0-1|2|0,1", "0-63|3|0,1,2", "4,6-7|2|4,6", "3|2|3", "0-1,8-9|3|0,1,8"})
    void theFirstCpusOfASet(String list, int count, String first) {
        assertThat(CpuList.first(list, count)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "3-5,4", "0-10000", "-1", "1 2"})
    void whatIsNoSetIsRefused(String list) {
        assertThatThrownBy(() -> CpuList.first(list, 2))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("L0 host: the CPUs that may be used are '%s'; expected a list like 0-3,8", list);
    }
}
