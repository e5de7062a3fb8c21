/* The mode requests: what a Linux takes for what a program asks of it. README.md beside it describes the lines and the kinds. */
#define _GNU_SOURCE
#include "requests.h"
#include "sample.h"
#include "line.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <x86intrin.h>

#define SHORT_RUN 40
#define LONG_RUN 200
#define PAGE 4096
#define DISK "/dev/vda"
#define DISK_PAGES 1024

/* In microseconds. A mark passes two consoles, character by character, on the one CPU of L1. */
#define AFTER_MARK 100000

struct request {
	const char *name;
	int (*open)(void); /* 0, or a negative errno */
	int (*once)(void); /* 0, or -1 */
	void (*close)(void);
};

static char *page;
static int disk = -1;
static int ends[2] = { -1, -1 };
static off_t next;

static int open_disk(void)
{
	disk = open(DISK, O_RDWR | O_DIRECT | O_CLOEXEC);
	next = 0;
	return disk < 0 ? -errno : 0;
}

static void close_disk(void)
{
	close(disk);
}

/* Page after page, from the beginning again after the last one. */
static off_t offset(void)
{
	return next++ % DISK_PAGES * PAGE;
}

static int read_disk(void)
{
	return pread(disk, page, PAGE, offset()) == PAGE ? 0 : -1;
}

static int write_disk(void)
{
	return pwrite(disk, page, PAGE, offset()) == PAGE ? 0 : -1;
}

static int open_pipe(void)
{
	return pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0;
}

static void close_pipe(void)
{
	close(ends[0]);
	close(ends[1]);
}

static int through_pipe(void)
{
	return write(ends[1], page, PAGE) == PAGE && read(ends[0], page, PAGE) == PAGE ? 0 : -1;
}

static int open_nothing(void)
{
	return 0;
}

static void close_nothing(void)
{
}

static int create_process(void)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return child > 0 && waitpid(child, &status, 0) == child && status == 0 ? 0 : -1;
}

static const struct request all[] = {
	{ "disk-read", open_disk, read_disk, close_disk },
	{ "disk-write", open_disk, write_disk, close_disk },
	{ "pipe", open_pipe, through_pipe, close_pipe },
	{ "process", open_nothing, create_process, close_nothing },
};

#define REQUESTS ((int)(sizeof all / sizeof *all))

static int run(const struct request *request, int samples, unsigned long *ticks)
{
	for (int i = 0; i <= samples; i++) {
		unsigned long start = __rdtsc();
		if (request->once() < 0)
			return failed(request->name, "request", errno);
		ticks[i] = __rdtsc() - start;
	}
	return 0;
}

static void measure(const struct request *request)
{
	static unsigned long ticks[LONG_RUN + 1];

	mark(request->name, 0, AFTER_MARK);
	if (run(request, SHORT_RUN, ticks) < 0)
		return;
	mark(request->name, 1, AFTER_MARK);
	if (run(request, LONG_RUN, ticks) < 0)
		return;
	mark(request->name, 2, AFTER_MARK);
	if (pass == REASONS)
		return;
	begin_figures("request", request->name, ticks, LONG_RUN);
	line_add(" more=%d", LONG_RUN - SHORT_RUN);
	line_end();
}

int requests(const char *vendor, const char *wanted)
{
	int count = 0;

	begin_level(vendor, wanted);
	page = aligned_alloc(PAGE, PAGE);
	if (page == NULL)
		return failed("all", "memory", errno);
	memset(page, 1, PAGE);
	for (int i = 0; i < REQUESTS; i++) {
		if (!is_wanted(all[i].name, wanted))
			continue;
		count++;
		int opened = all[i].open();
		if (opened < 0) {
			failed(all[i].name, "open", -opened);
			continue;
		}
		measure(&all[i]);
		all[i].close();
	}
	free(page);
	end_level(count);
	return 0;
}
