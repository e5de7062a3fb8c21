/* Lines of nestlab-exits: begun, given keys and values, and printed whole with their checksum. */
#ifndef NESTLAB_LINE_H
#define NESTLAB_LINE_H

#define LINE_PREFIX "nestlab-exits 1 "
#define LINE_MAX_LENGTH 2000

void line_begin(const char *word);
void line_add(const char *format, ...) __attribute__((format(printf, 1, 2)));
void line_end(void);

/* A counter of this level's KVM since it was loaded; -1 where debugfs does not have it. */
long kvm_counter(const char *name);

int watch(void);

#endif
