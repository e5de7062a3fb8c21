/* Samples of what is measured, by this level's time stamp counter, and the marks between them. */
#ifndef NESTLAB_SAMPLE_H
#define NESTLAB_SAMPLE_H

enum pass {
	PLAIN,   /* nobody above counts */
	MARKED,  /* with marks for a watch above */
	REASONS, /* the same with exits by reason: tracing costs instructions, so there are no figures of these */
};

extern const char *level;
extern enum pass pass;

/* Takes marks or reasons; -1 for any other word. */
int read_pass(const char *word);

/* Whether KIND,... or all or all,-KIND,... has a kind. */
int is_wanted(const char *kind, const char *wanted);

/* The lines begin and clock, and end. */
void begin_level(const char *vendor, const char *kinds);
void end_level(int kinds);

/* Says what failed; the kind has no figures then. */
int failed(const char *kind, const char *what, long number);

/*
 * A mark: at 0 before the short run, at 1 between, at 2 after the long one. The time that follows, in microseconds, is for the levels
 * above. Where nobody counts only the first one is printed: it tells what is being run.
 */
void mark(const char *kind, int at, unsigned after);

/* Begins a line with the figures of samples, and sorts all but the first. */
void begin_figures(const char *word, const char *kind, unsigned long *ticks, int samples);

#endif
