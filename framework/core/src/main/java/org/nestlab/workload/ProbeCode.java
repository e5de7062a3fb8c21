package org.nestlab.workload;

/**
 * The exit probes' machine code. Each repeat reads the time-stamp counter, does COUNT operations, reads it again, and
 * writes the difference as 8 bytes.
 */
final class ProbeCode {

    /** The counter into r14, from where a repeat counts; the outer loop of CPUID and of the pipe begins with it. */
    static final String START = """
            0f 31                  ; rdtsc
            48 c1 e2 20            ; shl rdx,0x20
            48 09 d0               ; or rax,rdx
            49 89 c6               ; mov r14,rax
            """;

    /** What the counter went on by since, written to standard output. */
    static final String STOP = """
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
            """;

    private static final String END = """
            b8 3c 00 00 00         ; mov eax,0x3c
            31 ff                  ; xor edi,edi
            0f 05                  ; syscall
            """;

    static final String CPUID = """
            41 bc REPEATS          ; mov r12d,REPEATS
            """ + START + """
            41 bd COUNT            ; mov r13d,COUNT
            31 c0                  ; inner: xor eax,eax
            31 c9                  ; xor ecx,ecx
            0f a2                  ; cpuid
            41 ff cd               ; dec r13d
            75 f5                  ; jne inner
            """ + STOP + """
            41 ff cc               ; dec r12d
            75 bc                  ; jne outer
            """ + END;

    /** The first write to each page of new memory, without huge pages (madvise 15), given back afterwards. */
    static final String TOUCH = """
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
            """ + START + """
            48 89 df               ; mov rdi,rbx
            41 bd COUNT            ; mov r13d,COUNT
            c6 07 01               ; inner: mov BYTE PTR [rdi],0x1
            48 81 c7 00 10 00 00   ; add rdi,0x1000
            41 ff cd               ; dec r13d
            75 f1                  ; jne inner
            """ + STOP + """
            b8 0b 00 00 00         ; mov eax,0xb
            48 89 df               ; mov rdi,rbx
            be BYTES               ; mov esi,BYTES
            0f 05                  ; syscall
            41 ff cc               ; dec r12d
            0f 85 68 ff ff ff      ; jne outer
            """ + END;

    private ProbeCode() {}
}
