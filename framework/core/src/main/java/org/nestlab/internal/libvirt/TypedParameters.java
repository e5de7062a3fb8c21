package org.nestlab.internal.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads libvirt's virTypedParameter arrays from memory, laid out on 64-bit Linux as in {@code libvirt-common.h}:
 * {@code char field[80]; int type; union { int i; unsigned ui; long long l; unsigned long long ul; double d; char b;
 * char *s; } value;}.
 */
final class TypedParameters {

    private static final int FIELD_LENGTH = 80;
    private static final int VALUE = 88;
    private static final int SIZE = 96;

    private static final int INT = 1;
    private static final int UINT = 2;
    private static final int LLONG = 3;
    private static final int ULLONG = 4;
    private static final int BOOLEAN = 6;

    private TypedParameters() {}

    /** An array of one parameter, an unsigned number. */
    static Memory unsigned(String field, long value) {
        Memory parameter = new Memory(SIZE);
        parameter.clear();
        parameter.setString(0, field, "UTF-8");
        parameter.setInt(FIELD_LENGTH, ULLONG);
        parameter.setLong(VALUE, value);
        return parameter;
    }

    /**
     * The whole numbers of a statistics record, {@code struct { virDomainPtr dom; virTypedParameterPtr params; int
     * nparams; }}. A boolean is 0 or 1; a number beyond 2^63 wraps; fractions and strings are left out.
     */
    static Map<String, Long> wholeNumbers(Pointer record) {
        Pointer parameters = record.getPointer(Native.POINTER_SIZE);
        int count = record.getInt(2L * Native.POINTER_SIZE);
        Map<String, Long> numbers = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Pointer parameter = parameters.share((long) i * SIZE, SIZE);
            String field = parameter.getString(0, "UTF-8");
            switch (parameter.getInt(FIELD_LENGTH)) {
                case INT -> numbers.put(field, (long) parameter.getInt(VALUE));
                case UINT -> numbers.put(field, Integer.toUnsignedLong(parameter.getInt(VALUE)));
                case LLONG, ULLONG -> numbers.put(field, parameter.getLong(VALUE));
                case BOOLEAN -> numbers.put(field, parameter.getByte(VALUE) == 0 ? 0L : 1L);
                default -> {
                    // A fraction or a string: not what is asked for.
                }
            }
        }
        return Map.copyOf(numbers);
    }
}
