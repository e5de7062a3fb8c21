package org.nestlab.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a value that is no record, by which it is equal to another one and which it prints. As text they
 * are those of a record: a lab that was left up is found by the digest of its spec's text, also by a later version.
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
     * A property that came later: it is not printed where it has its usual value, so that the text of a spec from
     * before stays what it was.
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
