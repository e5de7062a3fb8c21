package org.nestlab.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a value that is not a record, for its {@code equals}, {@code hashCode} and {@code toString}. The
 * text is that of a record, because a later version finds a lab that was left up by the digest of its spec's text.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ValueProperties {

    private final String type;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private ValueProperties(String type) {
        this.type = type;
    }

    public static ValueProperties of(Class<?> type) {
        return new ValueProperties(type.getSimpleName());
    }

    public ValueProperties and(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueProperties same && type.equals(same.type) && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /**
     * Adds a property that a later version introduced, unless it has its usual value. So the text of an older spec does
     * not change.
     */
    public ValueProperties andUnless(Object usual, String name, Object value) {
        return value.equals(usual) ? this : and(name, value);
    }

    /** For example {@code HostModel[virtualization=true, features=[]]}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", ", type + "[", "]"));
    }
}
