/*
 * The guests: flat 64-bit code at any address, without interrupts. Registers at the start:
 *   r8   how many exits to measure, the first one included      r10  where the next figure is written
 *   r11  the address of the next page to touch
 * Each figure is the difference of two reads of the time stamp counter around one exit.
 */
	.section .rodata

	.macro guest name
	.globl guest_\name
guest_\name:
1:	rdtsc
	shl	$32, %rdx
	or	%rdx, %rax
	mov	%rax, %r12
	.endm

	.macro done name
	rdtsc
	shl	$32, %rdx
	or	%rdx, %rax
	sub	%r12, %rax
	mov	%rax, (%r10)
	add	$8, %r10
	dec	%r8
	jnz	1b
	out	%al, $0xf4
2:	hlt
	jmp	2b
	.globl guest_\name\()_end
guest_\name\()_end:
	.endm

	guest	loop
	nop
	done	loop

	guest	cpuid
	xor	%eax, %eax
	xor	%ecx, %ecx
	cpuid
	done	cpuid

	guest	rdmsr		/* IA32_BIOS_SIGN_ID: never passed through */
	mov	$0x8b, %ecx
	rdmsr
	done	rdmsr

	guest	wrmsr		/* IA32_PAT, with the value it has after a reset */
	mov	$0x277, %ecx
	mov	$0x00070406, %eax
	mov	%eax, %edx
	wrmsr
	done	wrmsr

	guest	vmcall		/* a number that KVM does not know: it answers -ENOSYS */
	mov	$100, %eax
	vmcall
	done	vmcall

	guest	vmmcall
	mov	$100, %eax
	vmmcall
	done	vmmcall

	guest	wbinvd
	wbinvd
	done	wbinvd

	guest	cr0		/* CR0.NE, off and on: KVM never gives a guest that bit, so it is two exits */
	mov	%cr0, %rax
	mov	%rax, %rbx
	xor	$0x20, %rbx
	mov	%rbx, %cr0
	mov	%rax, %cr0
	done	cr0

	guest	port
	out	%al, $0x80
	done	port

	guest	port_kernel	/* the mask of the first interrupt controller */
	in	$0x21, %al
	done	port_kernel

	guest	mmio		/* memory that is nobody's */
	mov	0x30000000, %eax
	done	mmio

	guest	hlt
	hlt
	done	hlt

	guest	window		/* the answer to the port asks for an interrupt window, which opens after the nop */
	out	%al, $0x81
	sti
	nop
	cli
	done	window

	guest	touch
	movb	$1, (%r11)
	add	$4096, %r11
	done	touch

	.section .note.GNU-stack, "", @progbits
