package org.nestlab.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nestlab.EmulatorFaultException;
import org.nestlab.LabException;
import org.nestlab.spec.LabSpec;

class FailedLabsTests {

    private static final LabSpec SPEC = LabSpec.kvmInKvm();

    private final FailedLabs failed = new FailedLabs();

    /** By the sealed hierarchy itself, so that a new type of failure is asked for, too. */
    static Stream<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>(List.of(LabException.class));
        for (int i = 0; i < types.size(); i++) {
            Class<?>[] permitted = types.get(i).getPermittedSubclasses();
            types.addAll(permitted == null ? List.of() : List.of(permitted));
        }
        assertThat(types).hasSizeGreaterThan(7);
        return types.stream().filter(type -> type != LabException.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aLabIsRefusedByTheTypeOfItsFirstFailure(Class<? extends LabException> type)
            throws ReflectiveOperationException {
        LabException first =
                type.getConstructor(String.class, Throwable.class).newInstance("it failed", new Exception("as it is"));

        assertThat(failed.remember(SPEC, first)).isSameAs(first);

        if (first instanceof EmulatorFaultException) {
            assertThatCode(() -> failed.check(SPEC)).doesNotThrowAnyException();
        } else {
            Throwable again = catchThrowable(() -> failed.check(SPEC));
            assertThat(again)
                    .isExactlyInstanceOf(type)
                    .hasMessage("lab '%s' failed before: it failed", SPEC.name())
                    .hasCause(first);
        }
    }
}
