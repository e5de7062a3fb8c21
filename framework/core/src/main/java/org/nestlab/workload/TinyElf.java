package org.nestlab.workload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * A static x86-64 executable of one segment, made of machine code: guests have no compiler. The layout is that of the
 * System V ABI: a header of 64 bytes, one program header of 56, and the code behind them.
 */
final class TinyElf {

    private static final long BASE = 0x400000;
    private static final int HEADERS = 64 + 56;

    private TinyElf() {}

    /** The file whose first instruction is the code's first byte. */
    static byte[] of(byte[] code) {
        ByteBuffer file = ByteBuffer.allocate(HEADERS + code.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        file.putShort((short) 2).putShort((short) 62).putInt(1); // ET_EXEC, EM_X86_64
        file.putLong(BASE + HEADERS).putLong(64).putLong(0); // entry, program headers, no sections
        file.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1);
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5); // PT_LOAD, readable and executable
        file.putLong(0).putLong(BASE).putLong(BASE);
        file.putLong(file.capacity()).putLong(file.capacity()).putLong(4096);
        return file.put(code).array();
    }

    /** Lines of {@code 0f a2 ; cpuid}, each number that is named there put in little-endian. */
    static byte[] code(String assembly, int repeats, int count, int bytes) {
        StringBuilder digits = new StringBuilder();
        assembly.lines().forEach(line -> digits.append(line.split(";", 2)[0].replace(" ", "")));
        String hex = digits.toString()
                .replace("REPEATS", little(repeats))
                .replace("COUNT", little(count))
                .replace("BYTES", little(bytes));
        return HexFormat.of().parseHex(hex);
    }

    private static String little(int number) {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(number)
                        .array());
    }
}
