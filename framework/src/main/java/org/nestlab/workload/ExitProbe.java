package org.nestlab.workload;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.nestlab.machine.Command;

/**
 * What the hypervisor costs by itself: an operation that ends in it, timed in cycles of the time-stamp counter by a program of a
 * few dozen instructions. The best of ten repeats counts, as anything else on the machine can only make it slower.
 *
 * <p>x86-64 only. On an emulated CPU a {@code cpuid} is one instruction like another, so L1 of an emulated lab shows no exits.
 */
public final class ExitProbe implements Workload {

    private static final int REPEATS = 10;
    private static final int PAGE = 4096;

    // Each repeat reads the counter, does COUNT operations, reads it again, and writes the difference as 8 bytes.
    private static final String CPUID = """
            41 bc REPEATS          ; mov r12d,REPEATS
            0f 31                  ; outer: rdtsc
            48 c1 e2 20            ; shl rdx,0x20
            48 09 d0               ; or rax,rdx
            49 89 c6               ; mov r14,rax
            41 bd COUNT            ; mov r13d,COUNT
            31 c0                  ; inner: xor eax,eax
            31 c9                  ; xor ecx,ecx
            0f a2                  ; cpuid
            41 ff cd               ; dec r13d
            75 f5                  ; jne inner
            0f 31                  ; rdtsc
            48 c1 e2 20            ; shl rdx,0x20
            48 09 d0               ; or rax,rdx
            4c 29 f0               ; sub rax,r14
            50                     ; push rax
            b8 01 00 00 00         ; mov eax,0x1
            bf 01 00 00 00         ; mov edi,0x1
            48 89 e6               ; mov rsi,rsp
            ba 08 00 00 00         ; mov edx,0x8
            0f 05                  ; syscall
            58                     ; pop rax
            41 ff cc               ; dec r12d
            75 bc                  ; jne outer
            b8 3c 00 00 00         ; mov eax,0x3c
            31 ff                  ; xor edi,edi
            0f 05                  ; syscall
            """;

    // The same around the first write to each page of new memory, without huge pages (madvise 15), given back
    // afterwards.
    private static final String TOUCH = """
            41 bc REPEATS          ; mov r12d,REPEATS
            b8 09 00 00 00         ; outer: mov eax,0x9
            31 ff                  ; xor edi,edi
            be BYTES               ; mov esi,BYTES
            ba 03 00 00 00         ; mov edx,0x3
            41 ba 22 00 00 00      ; mov r10d,0x22
            49 c7 c0 ff ff ff ff   ; mov r8,-1
            45 31 c9               ; xor r9d,r9d
            0f 05                  ; syscall
            48 89 c3               ; mov rbx,rax
            b8 1c 00 00 00         ; mov eax,0x1c
            48 89 df               ; mov rdi,rbx
            be BYTES               ; mov esi,BYTES
            ba 0f 00 00 00         ; mov edx,0xf
            0f 05                  ; syscall
            0f 31                  ; rdtsc
            48 c1 e2 20            ; shl rdx,0x20
            48 09 d0               ; or rax,rdx
            49 89 c6               ; mov r14,rax
            48 89 df               ; mov rdi,rbx
            41 bd COUNT            ; mov r13d,COUNT
            c6 07 01               ; inner: mov BYTE PTR [rdi],0x1
            48 81 c7 00 10 00 00   ; add rdi,0x1000
            41 ff cd               ; dec r13d
            75 f1                  ; jne inner
            0f 31                  ; rdtsc
            48 c1 e2 20            ; shl rdx,0x20
            48 09 d0               ; or rax,rdx
            4c 29 f0               ; sub rax,r14
            50                     ; push rax
            b8 01 00 00 00         ; mov eax,0x1
            bf 01 00 00 00         ; mov edi,0x1
            48 89 e6               ; mov rsi,rsp
            ba 08 00 00 00         ; mov edx,0x8
            0f 05                  ; syscall
            58                     ; pop rax
            b8 0b 00 00 00         ; mov eax,0xb
            48 89 df               ; mov rdi,rbx
            be BYTES               ; mov esi,BYTES
            0f 05                  ; syscall
            41 ff cc               ; dec r12d
            0f 85 68 ff ff ff      ; jne outer
            b8 3c 00 00 00         ; mov eax,0x3c
            31 ff                  ; xor edi,edi
            0f 05                  ; syscall
            """;

    private final String name;
    private final String assembly;
    private final String unit;
    private final int count;
    private final int cpus;

    private ExitProbe(String name, String assembly, String unit, int count, int cpus) {
        this.name = name;
        this.assembly = assembly;
        this.unit = unit;
        this.count = count;
        this.cpus = cpus;
    }

    /** {@code exit-cpuid}: every {@code cpuid} leaves the guest, so this is the price of an exit, in cycles. */
    public static ExitProbe cpuid() {
        return new ExitProbe("exit-cpuid", CPUID, "cycles/exit", 1000, 1);
    }

    /** {@code exit-touch}: the first write to a page of new memory, which is where nested page tables are filled, in cycles. */
    public static ExitProbe touch() {
        return new ExitProbe("exit-touch", TOUCH, "cycles/page", 2000, 1);
    }

    /**
     * {@code exit-pipe}: a byte to a process on another CPU and back, in cycles. Each way wakes a CPU that sleeps, which is an
     * interrupt between virtual CPUs.
     */
    public static ExitProbe pipe() {
        return new ExitProbe("exit-pipe", PipeCode.ASSEMBLY, "cycles/round trip", 200, 2);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.lowerIsBetter(name + ".cycles", unit));
    }

    @Override
    public Needs needs() {
        return Needs.program("od", "base64", "mktemp").withCpus(cpus);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("operations", "" + count, "repeats", "" + REPEATS);
    }

    @Override
    public Measurement measure(Testbed testbed) {
        String program = Base64.getEncoder().encodeToString(program());
        String text = Output.of(testbed, Command.shell("""
                                f=$(mktemp "${TMPDIR:-/tmp}/nestlab-probe.XXXXXX") || exit 1
                                trap 'rm -f "$f" "$f.out"' EXIT
                                trap 'exit 1' HUP INT TERM
                                base64 -d >"$f" && chmod 700 "$f" && "$f" >"$f.out" && od -A n -v -t u8 -w8 "$f.out"
                                """).withInput(program), Duration.ofSeconds(5))
                .stdout();
        return Measurement.of(metrics().get(0), best(text) / count).withOperations((double) count * REPEATS);
    }

    byte[] program() {
        return TinyElf.of(TinyElf.code(assembly, REPEATS, count, count * PAGE));
    }

    /**
     * The least of the repeats' cycles.
     *
     * @throws InvalidMeasurementException if there are fewer or more repeats, or one is no number greater than 0
     */
    static double best(String text) {
        // 115040
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() != REPEATS) {
            throw new InvalidMeasurementException("the exit probe printed %d repeats: wanted %d; it ends with: %s"
                    .formatted(lines.size(), REPEATS, Output.end(text)));
        }
        return lines.stream()
                .mapToDouble(line -> Output.positive("the exit probe", "count of cycles", line))
                .min()
                .orElseThrow();
    }
}
