package org.nestlab.workload;

/**
 * Two processes that hand one byte to and fro through two pipes, the parent on the first and the child on the second
 * CPU that they may use. Each repeat takes COUNT round trips and writes the cycles as 8 bytes. Where there is no second
 * CPU it ends with status 1.
 */
final class PipeCode {

    // ebx is the pipe that is written to and ebp the one that is read, r12d and r13d are the ends that the other
    // process has.
    static final String ASSEMBLY = """
            48 81 ec 80 00 00 00   ; sub rsp,0x80
            b8 cc 00 00 00         ; mov eax,0xcc
            31 ff                  ; xor edi,edi
            be 80 00 00 00         ; mov esi,0x80
            48 89 e2               ; mov rdx,rsp
            0f 05                  ; syscall
            4c 8b 34 24            ; mov r14,QWORD PTR [rsp]
            b8 16 00 00 00         ; mov eax,0x16
            48 8d 7c 24 10         ; lea rdi,[rsp+0x10]
            0f 05                  ; syscall
            b8 16 00 00 00         ; mov eax,0x16
            48 8d 7c 24 18         ; lea rdi,[rsp+0x18]
            0f 05                  ; syscall
            b8 39 00 00 00         ; mov eax,0x39
            0f 05                  ; syscall
            85 c0                  ; test eax,eax
            74 77                  ; je child
            4c 89 f3               ; mov rbx,r14
            48 f7 db               ; neg rbx
            49 21 de               ; and r14,rbx
            8b 5c 24 14            ; mov ebx,DWORD PTR [rsp+0x14]
            8b 6c 24 18            ; mov ebp,DWORD PTR [rsp+0x18]
            44 8b 64 24 10         ; mov r12d,DWORD PTR [rsp+0x10]
            44 8b 6c 24 1c         ; mov r13d,DWORD PTR [rsp+0x1c]
            e8 8a 00 00 00         ; call pin
            41 bc REPEATS          ; mov r12d,REPEATS
            """ + ProbeCode.START + """
            41 bd COUNT            ; mov r13d,COUNT
            e8 9e 00 00 00         ; inner: call send
            e8 a2 00 00 00         ; call receive
            41 ff cd               ; dec r13d
            75 f1                  ; jne inner
            """ + ProbeCode.STOP + """
            41 ff cc               ; dec r12d
            75 b8                  ; jne outer
            31 ff                  ; xor edi,edi
            b8 3c 00 00 00         ; end: mov eax,0x3c
            0f 05                  ; syscall
            49 8d 5e ff            ; child: lea rbx,[r14-0x1]
            49 21 de               ; and r14,rbx
            4c 89 f3               ; mov rbx,r14
            48 f7 db               ; neg rbx
            49 21 de               ; and r14,rbx
            8b 5c 24 1c            ; mov ebx,DWORD PTR [rsp+0x1c]
            8b 6c 24 10            ; mov ebp,DWORD PTR [rsp+0x10]
            44 8b 64 24 14         ; mov r12d,DWORD PTR [rsp+0x14]
            44 8b 6c 24 18         ; mov r13d,DWORD PTR [rsp+0x18]
            e8 0c 00 00 00         ; call pin
            e8 41 00 00 00         ; answer: call receive
            e8 33 00 00 00         ; call send
            eb f4                  ; jmp answer
            4c 89 74 24 08         ; pin: mov QWORD PTR [rsp+0x8],r14
            b8 cb 00 00 00         ; mov eax,0xcb
            31 ff                  ; xor edi,edi
            be 08 00 00 00         ; mov esi,0x8
            48 8d 54 24 08         ; lea rdx,[rsp+0x8]
            0f 05                  ; syscall
            85 c0                  ; test eax,eax
            75 34                  ; jne fail
            b8 03 00 00 00         ; mov eax,0x3
            44 89 e7               ; mov edi,r12d
            0f 05                  ; syscall
            b8 03 00 00 00         ; mov eax,0x3
            44 89 ef               ; mov edi,r13d
            0f 05                  ; syscall
            c3                     ; ret
            b8 01 00 00 00         ; send: mov eax,0x1
            89 df                  ; mov edi,ebx
            eb 04                  ; jmp one
            31 c0                  ; receive: xor eax,eax
            89 ef                  ; mov edi,ebp
            48 8d 74 24 08         ; one: lea rsi,[rsp+0x8]
            ba 01 00 00 00         ; mov edx,0x1
            0f 05                  ; syscall
            83 f8 01               ; cmp eax,0x1
            75 01                  ; jne fail
            c3                     ; ret
            bf 01 00 00 00         ; fail: mov edi,0x1
            e9 6c ff ff ff         ; jmp end
            """;

    private PipeCode() {}
}
