#ifndef NESTLAB_REQUESTS_H
#define NESTLAB_REQUESTS_H

/* Measures the wanted kinds of requests to this level's Linux; vendor is that of its CPU. */
int requests(const char *vendor, const char *wanted);

#endif
