/* A run on paper: what its shows come to as one, then each show by itself. */
#ifndef OTA_PAPER_RUN_H
#define OTA_PAPER_RUN_H

#include <stdbool.h>

#include "server/paper/writer.h"
#include "server/pdf/page.h"

/* The lines of a run's canonical text; false, and nothing written, where it cannot be read. */
bool run_write_lines(struct page *p, const struct paper_source *s, str text);

#endif
