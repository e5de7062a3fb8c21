package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;

class UnloadedModulesTests {

    @Test
    void saysWhatTheKernelSaysOfAModuleThatItRefuses() {
        assertThat(UnloadedModules.in(List.of(
                        "nestlab-exact: begin",
                        "[    0.512345] kvm_amd: disagrees about version of symbol kvm_init",
                        "insmod: can't insert '/modules/kvm-amd.ko': invalid module format",
                        "nestlab-exact: not loaded kvm-amd",
                        "L2: kvm: disagrees about version of symbol module_layout",
                        "L2: nestlab-exact: not loaded kvm",
                        "L2: nestlab-exact: not loaded kvm-amd")))
                .containsExactly(
                        "L1 does not load kvm-amd: disagrees about version of symbol kvm_init",
                        "L2 does not load kvm: disagrees about version of symbol module_layout",
                        "L2 does not load kvm-amd");
    }

    @Test
    void saysNothingOfAMachineThatLoadsItsModules() {
        assertThat(UnloadedModules.in(SerialLogs.amd())).isEmpty();
    }

    @Test
    void readsAnything() {
        Untidy.of("[    0.5] kvm_amd: disagrees\nnestlab-exact: not loaded kvm-amd")
                .isRead(text -> UnloadedModules.in(text.lines().toList()));
    }
}
