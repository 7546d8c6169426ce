/* A run on paper: what its shows come to as one, then each show by itself. */
#ifndef OTA_PAPER_RUN_H
#define OTA_PAPER_RUN_H

#include <stddef.h>

#include "server/paper/writer.h"
#include "server/pdf/page.h"

struct run_paper;

/* A run's canonical text worked out; NULL where it cannot be read, or settled. */
struct run_paper *run_read(const struct paper_source *s, str text);

/* The code of the currency that a show of the run is settled in, by its place; else empty. */
str run_currency(const struct run_paper *run, struct arena *a, size_t show);

void run_write_lines(struct page *p, const struct paper_source *s, struct run_paper *run);

#endif
