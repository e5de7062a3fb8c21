/* The mode measure, and main. README.md beside it describes the lines and the kinds. */
#define _GNU_SOURCE
#include "line.h"
#include "requests.h"
#include "sample.h"

#include <cpuid.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>
#include <x86intrin.h>

#define SHORT_RUN 40
#define LONG_RUN 500 /* whose figures fit into one page: a second one would be an exit more */

/* In microseconds. In it the level above gets to run, on its one CPU: it reads the mark character by character. */
#define AFTER_MARK 20000
#define LOOK 200000

/* Ticks of one run: 20 times what the longest one takes. One that has not ended then never does. */
#define MOST_TICKS 1000000000ul

/* Guest physical addresses. */
#define CODE 0x1000ul
#define STACK 0x9000ul
#define TABLES 0x10000ul
#define FIGURES 0x20000ul
#define MEMORY 0x200000ul
#define TOUCHED 0x10000000ul

enum { ANY, AMD, INTEL };

struct kind {
	const char *name;
	const char *code, *end;
	int vendor;
	int irqchip; /* an interrupt controller of the kernel */
	int exits;   /* of one sample */
};

#define GUEST(symbol) extern const char guest_##symbol[], guest_##symbol##_end[]
#define KIND(name, symbol, vendor, irqchip, exits) \
	{ name, guest_##symbol, guest_##symbol##_end, vendor, irqchip, exits }

GUEST(loop);
GUEST(cpuid);
GUEST(rdmsr);
GUEST(wrmsr);
GUEST(vmcall);
GUEST(vmmcall);
GUEST(wbinvd);
GUEST(cr0);
GUEST(port);
GUEST(port_kernel);
GUEST(mmio);
GUEST(hlt);
GUEST(window);
GUEST(touch);

static const struct kind kinds[] = {
	KIND("loop", loop, ANY, 0, 0),
	KIND("cpuid", cpuid, ANY, 0, 1),
	KIND("rdmsr", rdmsr, ANY, 0, 1),
	KIND("wrmsr", wrmsr, ANY, 0, 1),
	KIND("hypercall", vmcall, INTEL, 0, 1),
	KIND("hypercall", vmmcall, AMD, 0, 1),
	KIND("wbinvd", wbinvd, ANY, 0, 1),
	KIND("cr0", cr0, ANY, 0, 2),
	KIND("port", port, ANY, 0, 1),
	KIND("port-kernel", port_kernel, ANY, 1, 1),
	KIND("mmio", mmio, ANY, 0, 1),
	KIND("hlt", hlt, ANY, 0, 1),
	KIND("touch", touch, ANY, 0, 1),
	KIND("window", window, ANY, 0, 2),
};

#define KINDS (sizeof kinds / sizeof *kinds)

/* What no exit reason is. */
#define NO_END (-999999)

static int kvm;

struct machine {
	int vm, vcpu;
	struct kvm_run *run;
	size_t run_size;
	unsigned char *memory;
	unsigned char *touched;
	size_t touched_size;
};

struct counted {
	long exits, interrupts;
};

static void *room(size_t size)
{
	return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
}

static int add_memory(int vm, unsigned slot, unsigned long address, void *memory, size_t size)
{
	struct kvm_userspace_memory_region region = {
		.slot = slot,
		.guest_phys_addr = address,
		.memory_size = size,
		.userspace_addr = (unsigned long)memory,
	};
	return ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region);
}

/* The first GiB, one to one, by pages of 2 MiB, all present, writable, accessed and dirty. */
static void map_memory(unsigned char *memory)
{
	unsigned long *tables = (unsigned long *)(memory + TABLES);
	unsigned long *pointers = tables + 512, *pages = tables + 1024;

	tables[0] = (TABLES + 0x1000) | 0x23;
	pointers[0] = (TABLES + 0x2000) | 0x23;
	for (unsigned long i = 0; i < 512; i++)
		pages[i] = i << 21 | 0xe3;
}

static int set_registers(struct machine *m, int samples)
{
	struct kvm_sregs s;
	struct kvm_regs r = {
		.rip = CODE, .rflags = 2, .rsp = STACK, .r8 = (unsigned long)samples + 1, .r10 = FIGURES, .r11 = TOUCHED
	};
	struct kvm_segment code = { .limit = ~0u, .selector = 8, .present = 1, .type = 11, .s = 1, .l = 1, .g = 1 };
	struct kvm_segment data = { .limit = ~0u, .selector = 16, .present = 1, .type = 3, .s = 1, .db = 1, .g = 1 };

	if (ioctl(m->vcpu, KVM_GET_SREGS, &s) < 0)
		return -1;
	s.cs = code;
	s.ds = s.es = s.fs = s.gs = s.ss = data;
	s.cr3 = TABLES;
	s.cr4 = 0x20;      /* PAE */
	s.cr0 = 0x80050033; /* paging, write protection, protected mode */
	s.efer = 0x500;    /* long mode, active */
	return ioctl(m->vcpu, KVM_SET_SREGS, &s) < 0 ? -1 : ioctl(m->vcpu, KVM_SET_REGS, &r);
}

static int set_cpuid(int vcpu)
{
	static struct {
		struct kvm_cpuid2 head;
		struct kvm_cpuid_entry2 entries[256];
	} cpuid;

	cpuid.head.nent = 256;
	return ioctl(kvm, KVM_GET_SUPPORTED_CPUID, &cpuid) < 0 ? -1 : ioctl(vcpu, KVM_SET_CPUID2, &cpuid);
}

static void take_down(struct machine *m)
{
	if (m->run != NULL)
		munmap(m->run, m->run_size);
	if (m->vcpu >= 0)
		close(m->vcpu);
	if (m->vm >= 0)
		close(m->vm);
	if (m->memory != NULL)
		munmap(m->memory, MEMORY);
	if (m->touched != NULL)
		munmap(m->touched, m->touched_size);
}

/* Pages that are this process's already, so that a first touch costs what KVM does and no allocation. */
static int add_touched(struct machine *m, int samples)
{
	m->touched_size = (((size_t)samples + 1) * 4096 + 0x1fffff) & ~0x1ffffful;
	m->touched = mmap(NULL, m->touched_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (m->touched == MAP_FAILED) {
		m->touched = NULL;
		return -1;
	}
	madvise(m->touched, m->touched_size, MADV_NOHUGEPAGE);
	for (size_t i = 0; i < m->touched_size; i += 4096)
		m->touched[i] = 1;
	return add_memory(m->vm, 1, TOUCHED, m->touched, m->touched_size);
}

/* What could not be set up, or null. */
static const char *set_up(struct machine *m, const struct kind *kind, int samples)
{
	*m = (struct machine){ .vcpu = -1 };
	m->vm = ioctl(kvm, KVM_CREATE_VM, 0);
	if (m->vm < 0)
		return "KVM_CREATE_VM";
	if (ioctl(m->vm, KVM_SET_TSS_ADDR, 0xfffbd000ul) < 0)
		return "KVM_SET_TSS_ADDR";
	if (kind->irqchip && ioctl(m->vm, KVM_CREATE_IRQCHIP, 0) < 0)
		return "KVM_CREATE_IRQCHIP";
	m->memory = room(MEMORY);
	if (m->memory == MAP_FAILED) {
		m->memory = NULL;
		return "mmap";
	}
	if (add_memory(m->vm, 0, 0, m->memory, MEMORY) < 0)
		return "KVM_SET_USER_MEMORY_REGION";
	if (!strcmp(kind->name, "touch") && add_touched(m, samples) < 0)
		return "KVM_SET_USER_MEMORY_REGION";
	m->vcpu = ioctl(m->vm, KVM_CREATE_VCPU, 0);
	if (m->vcpu < 0)
		return "KVM_CREATE_VCPU";
	m->run_size = (size_t)ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
	m->run = mmap(NULL, m->run_size, PROT_READ | PROT_WRITE, MAP_SHARED, m->vcpu, 0);
	if (m->run == MAP_FAILED) {
		m->run = NULL;
		return "mmap-of-the-vcpu";
	}
	if (set_cpuid(m->vcpu) < 0)
		return "KVM_SET_CPUID2";
	map_memory(m->memory);
	memcpy(m->memory + CODE, kind->code, (size_t)(kind->end - kind->code));
	return set_registers(m, samples) < 0 ? "KVM_SET_REGS" : NULL;
}

static unsigned long begun;
static volatile sig_atomic_t overdue;

static void look(int number)
{
	(void)number;
	if (__rdtsc() - begun > MOST_TICKS)
		overdue = 1;
}

/* Looks at the clock now and then, for the first time when a run has long ended that works: no figure has it in it. */
static void look_every(long microseconds)
{
	struct timeval time = { .tv_usec = microseconds };
	struct itimerval timer = { .it_interval = time, .it_value = time };

	begun = __rdtsc();
	overdue = 0;
	setitimer(ITIMER_REAL, &timer, NULL);
}

/* Runs the guest to its end; 0, or what KVM said instead as a negative exit reason, or NO_END. */
static int run_guest(struct machine *m)
{
	struct kvm_run *run = m->run;

	while (!overdue) {
		if (ioctl(m->vcpu, KVM_RUN, 0) < 0) {
			/* What is in run is of an earlier exit, which must not be answered again. */
			if (errno == EINTR)
				continue;
			return -1000 - errno;
		}
		switch (run->exit_reason) {
		case KVM_EXIT_IO:
			if (run->io.port == 0xf4)
				return 0;
			if (run->io.port == 0x81)
				run->request_interrupt_window = 1;
			break;
		case KVM_EXIT_IRQ_WINDOW_OPEN:
			run->request_interrupt_window = 0;
			break;
		case KVM_EXIT_MMIO:
			memset(run->mmio.data, 0, sizeof run->mmio.data);
			break;
		case KVM_EXIT_HLT:
		case KVM_EXIT_INTR:
			break;
		default:
			return -(int)run->exit_reason;
		}
	}
	return NO_END;
}

/* One run; its figures are put into ticks, the first one first. */
static int run(const struct kind *kind, int samples, unsigned long *ticks, struct counted *counted)
{
	struct machine m;
	const char *missing = set_up(&m, kind, samples);
	int result;

	if (missing != NULL) {
		result = failed(kind->name, missing, errno);
	} else {
		long exits = kvm_counter("exits"), interrupts = kvm_counter("irq_exits");
		look_every(LOOK);
		result = run_guest(&m);
		look_every(0);
		counted->exits = exits < 0 ? -1 : kvm_counter("exits") - exits;
		counted->interrupts = interrupts < 0 ? 0 : kvm_counter("irq_exits") - interrupts;
		if (result == NO_END)
			failed(kind->name, "no-end-after", MOST_TICKS);
		else if (result < 0)
			failed(kind->name, "exit-reason", -result);
		else
			memcpy(ticks, m.memory + FIGURES, ((size_t)samples + 1) * sizeof *ticks);
	}
	take_down(&m);
	return result;
}

static void measure_kind(const struct kind *kind)
{
	static unsigned long ticks[LONG_RUN + 1];
	struct counted few, many;

	mark(kind->name, 0, AFTER_MARK);
	if (run(kind, SHORT_RUN, ticks, &few) < 0)
		return;
	mark(kind->name, 1, AFTER_MARK);
	if (run(kind, LONG_RUN, ticks, &many) < 0)
		return;
	mark(kind->name, 2, AFTER_MARK);
	if (pass == REASONS)
		return;
	long seen = few.exits < 0 || many.exits < 0
		? -1
		: many.exits - many.interrupts - (few.exits - few.interrupts);
	begin_figures("exit", kind->name, ticks, LONG_RUN);
	line_add(" more=%d asked=%d seen=%ld", LONG_RUN - SHORT_RUN, (LONG_RUN - SHORT_RUN) * kind->exits, seen);
	line_end();
}

static int vendor_here(void)
{
	unsigned a, b, c, d;

	__cpuid(0, a, b, c, d);
	return b == 0x756e6547 ? INTEL : AMD;
}

static const char *vendor_name(int vendor)
{
	return vendor == INTEL ? "INTEL" : "AMD";
}

static int measure(const char *wanted)
{
	int vendor = vendor_here(), count = 0;

	signal(SIGALRM, look);
	begin_level(vendor_name(vendor), wanted);
	kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
	if (kvm < 0) {
		failed("all", "/dev/kvm", errno);
		return 1;
	}
	/* Unmarked: what the first guest of all takes besides is none of a kind's. */
	static unsigned long ticks_of_none[SHORT_RUN + 1];
	struct counted none;
	if (run(&kinds[0], SHORT_RUN, ticks_of_none, &none) < 0)
		return 1;
	for (size_t i = 0; i < KINDS; i++) {
		if ((kinds[i].vendor == ANY || kinds[i].vendor == vendor) && is_wanted(kinds[i].name, wanted)) {
			measure_kind(&kinds[i]);
			count++;
		}
	}
	end_level(count);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc >= 4 && argc <= 5 && !strcmp(argv[1], "measure") && (argc == 4 || read_pass(argv[4]) == 0)) {
		level = argv[2];
		return measure(argv[3]);
	}
	if (argc == 5 && !strcmp(argv[1], "requests") && read_pass(argv[4]) == 0) {
		level = argv[2];
		return requests(vendor_name(vendor_here()), argv[3]);
	}
	if (argc == 2 && !strcmp(argv[1], "watch"))
		return watch();
	fprintf(stderr, "usage: nestlab-exits measure LEVEL KINDS [marks|reasons]\n"
			"       nestlab-exits requests LEVEL KINDS marks|reasons\n"
			"       nestlab-exits watch\n");
	return 2;
}
