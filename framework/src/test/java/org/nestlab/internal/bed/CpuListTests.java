package org.nestlab.internal.bed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuListTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0-1|2|0,1", "0-63|3|0,1,2", "4,6-7|2|4,6", "3|2|3", "0-1,8-9|3|0,1,8"})
    void theFirstCpusOfASet(String list, int count, String first) {
        assertThat(CpuList.first(list, count)).isEqualTo(first);
    }
}
