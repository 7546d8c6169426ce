/* Writes core-report.gen.ts: the reports, what they are made from, and the layout of an entry. */
#include "../report.h"

#include "generate.h"

static void write_reports(FILE *out)
{
    fputs("/** The reports, in the order of core's numbers; `sources` are what each is made from. "
          "*/\n"
          "export const REPORTS = [\n",
          out);
#define ONE(name)                                                                                  \
    if (mask & SOURCE_BIT(name)) fputs("'" #name "', ", out);
#define REPORT(report, slug, title, bits)                                                          \
    {                                                                                              \
        uint32_t mask = bits;                                                                      \
        fputs("  { slug: '" slug "', title: '" title "', sources: [", out);                        \
        REPORT_SOURCES(ONE)                                                                        \
        fputs("] },\n", out);                                                                      \
    }
#include "../report.def"
#undef ONE
    fputs("] as const;\n\n", out);
}

void generate_report(FILE *out)
{
#define NAME(name) "'" #name "', "
    fputs("// Reports by core-money.wasm: which there are and what they are made from, written by\n"
          "// script/generate.\n\n",
          out);
    write_reports(out);
    fputs("export const REPORT_SOURCES = [" REPORT_SOURCES(NAME) "] as const;\n", out);
    fputs("/** Members of an entry, 8 bytes each. */\nexport const REPORT_ENTRY = [" REPORT_ENTRY(
              NAME) "] as const;\n",
          out);
    fprintf(out, "export const COMMISSION_FLAGS = { afterPrior: %d, ofDeal: %d } as const;\n",
            COMMISSION_AFTER_PRIOR, COMMISSION_OF_DEAL);
    fprintf(out, "export const PER_DIEM_FLAGS = { paid: %d, signed: %d } as const;\n",
            PER_DIEM_PAID, PER_DIEM_SIGNED);
    fprintf(out, "export const REPORT_ENTRIES_MAX = %d;\n", REPORT_ENTRIES_MAX);
}
