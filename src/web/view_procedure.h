/* Procedures for citizens: the list, and one of them whole. */
#ifndef DUNGHEN_WEB_VIEW_PROCEDURE_H
#define DUNGHEN_WEB_VIEW_PROCEDURE_H

#include "view_part.h"

struct procedure_row_view {
	struct str href, name, code, field, limit;
	bool online;
};

struct procedures_view {
	struct top_view top;
	struct str query;
	struct { const struct procedure_row_view *p; size_t n; } rows;
	struct empty_view empty;
};

struct procedure_paper_view {
	struct str name, detail;
};

struct procedure_step_view {
	struct str name, where, time;
};

struct procedure_fee_view {
	struct str name, amount;
};

struct procedure_view {
	struct top_view top;
	struct str code, name, field, limit, agency, fee_text;
	bool online, nonterritorial, free;
	struct { const struct procedure_paper_view *p; size_t n; } papers;
	struct { const struct procedure_fee_view *p; size_t n; } fees;
	struct { const struct procedure_step_view *p; size_t n; } steps;
	struct { const struct procedure_fee_view *p; size_t n; } variants;
};

#endif
