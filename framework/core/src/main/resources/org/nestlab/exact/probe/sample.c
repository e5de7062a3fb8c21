#include "sample.h"
#include "line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <x86intrin.h>

#define LOOP 100000ul
#define LOOPS 20
#define BEFORE_MARK 2000 /* microseconds */

const char *level;
enum pass pass;

int read_pass(const char *word)
{
	if (strcmp(word, "marks") && strcmp(word, "reasons"))
		return -1;
	pass = strcmp(word, "marks") ? REASONS : MARKED;
	return 0;
}

int is_wanted(const char *kind, const char *wanted)
{
	char list[300], name[64];

	if (!strcmp(wanted, "all"))
		return 1;
	snprintf(list, sizeof list, ",%s,", wanted);
	snprintf(name, sizeof name, ",-%s,", kind);
	if (!strncmp(wanted, "all,", 4))
		return strstr(list, name) == NULL;
	snprintf(name, sizeof name, ",%s,", kind);
	return strstr(list, name) != NULL;
}

/* Two instructions a turn; the least of some, as a tick of the timer takes thousands. */
static unsigned long ticks_of_a_loop(void)
{
	unsigned long least = ~0ul;

	for (int i = 0; i < LOOPS; i++) {
		unsigned long turns = LOOP, start = __rdtsc();
		__asm__ volatile("1: dec %0\n\tjnz 1b" : "+r"(turns));
		unsigned long ticks = __rdtsc() - start;
		if (ticks < least)
			least = ticks;
	}
	return least;
}

void begin_level(const char *vendor, const char *kinds)
{
	line_begin("begin");
	line_add(" level=%s vendor=%s kinds=%s", level, vendor, kinds);
	line_end();
	unsigned long ticks = ticks_of_a_loop();
	line_begin("clock");
	line_add(" level=%s instructions=%lu ticks=%lu", level, 2 * LOOP, ticks);
	line_end();
}

void end_level(int kinds)
{
	line_begin("end");
	line_add(" level=%s kinds=%d", level, kinds);
	line_end();
}

int failed(const char *kind, const char *what, long number)
{
	line_begin("fail");
	line_add(" level=%s kind=%s what=%s:%ld", level, kind, what, number);
	line_end();
	return -1;
}

void mark(const char *kind, int at, unsigned after)
{
	if (pass == PLAIN && at > 0)
		return;
	if (pass != PLAIN)
		usleep(BEFORE_MARK);
	line_begin("mark");
	line_add(" level=%s kind=%s at=%d reasons=%d", level, kind, at, pass == REASONS);
	line_end();
	if (pass != PLAIN)
		usleep(after);
}

static int ascending(const void *a, const void *b)
{
	unsigned long x = *(const unsigned long *)a, y = *(const unsigned long *)b;
	return (x > y) - (x < y);
}

void begin_figures(const char *word, const char *kind, unsigned long *ticks, int samples)
{
	unsigned long *rest = ticks + 1;

	qsort(rest, (size_t)samples, sizeof *rest, ascending);
	line_begin(word);
	line_add(" level=%s kind=%s samples=%d first=%lu min=%lu median=%lu p90=%lu max=%lu", level, kind, samples, ticks[0],
		 rest[0], rest[samples / 2], rest[samples * 9 / 10], rest[samples - 1]);
}
