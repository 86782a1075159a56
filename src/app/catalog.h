/*
 * Procedures for citizens: what is there, by field and level or by words
 * (app_procedures_find), and one of them whole: papers, fee, limit, steps with hours and
 * posts. From the law in force alone; no dossier is looked at.
 */
#ifndef DUNGHEN_APP_CATALOG_H
#define DUNGHEN_APP_CATALOG_H

#include "label.h"

struct catalog_field {
	struct str name;
	int64_t procedures;
};

/* Fields with a procedure in force today, in the order of the Vietnamese dictionary. */
void app_catalog_fields(const struct app *app, struct arena *a, const struct asking *ask,
			struct catalog_field **out, size_t *n);

struct catalog_row {
	struct str code, name, field, level, limit;
	bool online, nonterritorial;
};

/* Those of a field and a level ("commune", "province"; empty: any), by name. */
void app_catalog_list(const struct app *app, struct arena *a, const struct asking *ask,
		      struct str field, struct str level, struct catalog_row **out, size_t *n);

/* All there are, in force or not, whose code begins with the words or whose name has them
 * in any spelling; by name. */
size_t app_catalog_all(const struct app *app, struct arena *a, const struct asking *ask,
		       struct str words, const struct procedure ***out);

struct catalog_paper {
	struct str id, name;
	int64_t originals, certified, copies;
	bool optional;
	struct str *source;		/* databases that may stand for it: names */
	size_t sources;
};

struct catalog_tier {
	int64_t from, amount;
};
struct catalog_cut {
	struct str class_id, name;	/* class of person, or "channel:online" */
	int64_t per_ten_thousand;
};
struct catalog_fee {
	struct str name, per;		/* per: "case", "page", "copy" */
	int64_t cap;			/* 0: none */
	struct catalog_tier *tier;
	size_t tiers;
	struct catalog_cut *cut;
	size_t cuts;
};

struct catalog_step {
	struct str name, post;
	struct str unit;		/* of the agency asked about, else empty */
	enum step_kind kind;
	int64_t plan_s;
};

struct catalog_variant {
	struct str name, limit, ground;
};

struct catalog_procedure {
	struct str code, name, field, level, limit;
	struct str agency;		/* the one that decides, where there is only one */
	struct str agency_text, limit_text, fee_text, online_text, remark;
	bool online, nonterritorial, free;
	int64_t version;
	struct day from;
	int64_t plan_s;			/* of all steps */
	struct catalog_paper *paper;	size_t papers;
	struct catalog_fee *fee;	size_t fees;
	struct catalog_step *step;	size_t steps;
	struct catalog_variant *variant; size_t variants;
};

/* `agency`: key or id of a unit whose rooms are to be named, or empty. Errors:
 * intake.procedure (unknown, or not in force today), unit.unknown. */
bool app_catalog_procedure(struct app *app, struct arena *a, const struct asking *ask,
			   struct str code, struct str agency, struct catalog_procedure *out,
			   struct err *e) MUST_USE;

#endif
