package org.nestlab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;

class NestedParameterTests {

    @ParameterizedTest
    @CsvSource({
        "Y, ON",
        "y, ON",
        "1, ON",
        "N, OFF",
        "n, OFF",
        "0, OFF",
        "10, UNKNOWN",
        "2, UNKNOWN",
        "-1, UNKNOWN",
        "yes, UNKNOWN",
        "(null), UNKNOWN",
    })
    void readsEverySpelling(String raw, ParameterState state) {
        NestedParameter nested = NestedParameter.parse("kvm_amd loadable present " + raw + "\nflag svm\n");
        assertThat(nested)
                .hasToString("NestedParameter[module=kvm_amd, builtIn=false, state=%s, raw=%s]".formatted(state, raw));
        assertThat(nested.isOn()).isEqualTo(state == ParameterState.ON);
    }

    @Test
    void tellsABuiltInModuleFromALoadedOne() {
        assertThat(NestedParameter.parse("kvm_intel builtin present N\nflag vmx\n"))
                .hasToString("NestedParameter[module=kvm_intel, builtIn=true, state=OFF, raw=N]");
    }

    @Test
    void tellsAnAbsentParameterFromAnAbsentModule() {
        assertThat(NestedParameter.parse("kvm_intel loadable absent\nflag vmx\n")
                        .state())
                .isEqualTo(ParameterState.PARAMETER_ABSENT);
        assertThat(NestedParameter.parse("flag vmx\n"))
                .hasToString("NestedParameter[module=null, builtIn=false, state=MODULE_ABSENT, raw=]");
    }

    @Test
    void takesAnEmptyParameterForUnknown() {
        assertThat(NestedParameter.parse("kvm_amd loadable present \nflag svm\n")
                        .state())
                .isEqualTo(ParameterState.UNKNOWN);
    }

    @Test
    void letsTheCpuDecideWhereBothVendorsAreBuiltIn() {
        String both = "kvm_intel builtin present Y\nkvm_amd builtin present 0\n";
        assertThat(NestedParameter.parse(both + "flag svm\n").state()).isEqualTo(ParameterState.OFF);
        assertThat(NestedParameter.parse(both + "flag vmx\n").state()).isEqualTo(ParameterState.ON);
    }

    @Test
    void doesNotTakeTheOtherVendorsModuleForThisCpus() {
        assertThat(NestedParameter.parse("kvm_intel builtin present Y\nflag svm\n")
                        .state())
                .isEqualTo(ParameterState.MODULE_ABSENT);
    }

    @Test
    void prefersTheLoadedModuleWhereTheCpuShowsNothing() {
        assertThat(NestedParameter.parse("kvm_intel builtin present Y\nkvm_amd loadable present 1\nflag \n")
                        .module())
                .contains("kvm_amd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "flag", "kvm_amd", "kvm_amd loadable", "kvm_amd loadable maybe 1", "kvm present Y", "\0"})
    void takesAnyText(String text) {
        assertThat(NestedParameter.parse(text).state()).isEqualTo(ParameterState.MODULE_ABSENT);
        assertThat(NestedPaging.parse(text).state()).isEqualTo(ParameterState.MODULE_ABSENT);
    }

    @Test
    void asksForNestingAndPagingUnderTheVendorsNames() {
        FakeHost host = new FakeHost();
        ProbeAnswers.nested(host.answers, "kvm_intel loadable present Y\nflag vmx\n");
        ProbeAnswers.paging(host.answers, "kvm_intel loadable present N\nflag vmx\n");
        assertThat(NestedParameter.of(host).isOn()).isTrue();
        assertThat(NestedPaging.of(host).isOn()).isFalse();
        assertThat(host.answers.asked().get(0).line()).contains("kvm_intel/nested kvm_amd/nested");
        assertThat(host.answers.asked().get(1).line()).contains("kvm_intel/ept kvm_amd/npt");
    }
}
