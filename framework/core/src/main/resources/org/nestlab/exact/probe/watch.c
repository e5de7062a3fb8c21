/* The mode watch: copies lines, and counts exits of this level's KVM at each mark. */
#include "line.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EVENT "/sys/kernel/tracing/events/kvm/kvm_exit/"

static int put(const char *path, const char *value)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0)
		return -1;
	ssize_t written = write(file, value, strlen(value));
	close(file);
	return written < 0 ? -1 : 0;
}

/* Adds the histogram as REASON:COUNT,... A line of it: { exit_reason:         44 } hitcount:        123 */
static void add_reasons(void)
{
	static char all[16384];
	size_t length = 0;
	int file = open(EVENT "hist", O_RDONLY | O_CLOEXEC);

	line_add(" reasons=");
	if (file >= 0) {
		ssize_t count;
		while (length < sizeof all - 1 && (count = read(file, all + length, sizeof all - 1 - length)) > 0)
			length += (size_t)count;
		close(file);
	}
	all[length] = 0;
	const char *comma = "";
	for (char *at = all; (at = strstr(at, "exit_reason:")) != NULL; at++) {
		unsigned long long reason, hits;
		/* The description of the trigger in the first line has the word too, and no number behind it. */
		if (sscanf(at, "exit_reason: %llu } hitcount: %llu", &reason, &hits) == 2) {
			line_add("%s%llu:%llu", comma, reason, hits);
			comma = ",";
		}
	}
	if (!*comma)
		line_add("-");
}

/* The histogram is there from the first mark that asks for it: it costs each exit some instructions. */
static int traced(void)
{
	static int traced;

	if (!traced && put(EVENT "trigger", "hist:keys=exit_reason") == 0)
		traced = 1;
	return traced;
}

static void count_at(const char *mark)
{
	char level[64], kind[64];
	int at, reasons;

	if (sscanf(mark, LINE_PREFIX "mark level=%63s kind=%63s at=%d reasons=%d ", level, kind, &at, &reasons) != 4)
		return;
	reasons = reasons && traced();
	long exits = kvm_counter("exits"), interrupts = kvm_counter("irq_exits");
	line_begin("count");
	line_add(" level=%s kind=%s at=%d exits=%ld irq=%ld", level, kind, at, exits, interrupts);
	if (reasons)
		add_reasons();
	else
		line_add(" reasons=-");
	line_end();
}

int watch(void)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	while ((length = getline(&line, &room, stdin)) > 0) {
		char *ours = strstr(line, LINE_PREFIX "mark ");
		/* The counters first: writing to the console takes time in which the guest goes on. */
		if (ours != NULL)
			count_at(ours);
		fwrite(line, 1, (size_t)length, stdout);
		fflush(stdout);
	}
	free(line);
	return 0;
}
