package org.nestlab.jenkins;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A step or directive for Groovy to call: gets its arguments with text as plain strings. */
final class Step extends Closure<Object> {

    private static final long serialVersionUID = 1;

    private final transient Function<Object[], @Nullable Object> work;

    Step(Object owner, Function<Object[], @Nullable Object> work) {
        super(owner);
        this.work = work;
    }

    /** Found and called by Groovy. */
    @SuppressWarnings("unused")
    public @Nullable Object doCall(Object... arguments) {
        Object[] plain = Arrays.stream(arguments)
                .map(argument -> argument instanceof GString ? argument.toString() : argument)
                .toArray();
        return work.apply(plain);
    }

    @Override
    public int getMaximumNumberOfParameters() {
        return 2;
    }
}
