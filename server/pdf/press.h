/* The press: what all papers are written with, and who may write now. */
#ifndef OTA_PDF_PRESS_H
#define OTA_PDF_PRESS_H

#include "core/status.h"

/* Fonts take long to find, and megabytes: they are loaded once, for all threads. So one paper at a
 * time is on the press; of those that want it, who has filled the fewest pages goes first, and a
 * long one steps aside for it between two lines. */
struct press;

/* Returns at once; the fonts are loaded in the background. */
MUST_CHECK status press_open(struct press **press);
/* When no paper is on it any more. NULL is fine. */
void press_close(struct press *press);

#endif
