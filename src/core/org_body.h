/*
 * Bodies of organisation entries (core/kinds.def), one constructor for each, so
 * that importing, deciding and the demo write what org_apply reads. Texts are
 * not copied. The stream is the unit's or the person's own.
 */
#ifndef DUNGHEN_CORE_ORG_BODY_H
#define DUNGHEN_CORE_ORG_BODY_H

#include "ids.h"
#include "org.h"

#include "base/day.h"
#include "base/json.h"

struct unit_body {
	struct str key, role, type, name;
	struct str agency_code, onestop, profile;	/* empty: left out */
	struct unit_id parent;				/* v 0: left out */
	struct day from, to;				/* to INT32_MAX: left out */
};

struct json *body_unit_created(struct arena *a, const struct unit_body *b);
/* parent v 0 leaves the parent as it was. */
struct json *body_unit_renamed(struct arena *a, struct day from, struct str name,
			       struct str type, struct unit_id parent);
struct json *body_unit_closed(struct arena *a, struct day to);
struct json *body_unit_succeeded(struct arena *a, struct unit_id successor, struct day from,
				 struct str scope);
struct json *body_person_added(struct arena *a, struct str key);
/* to INSTANT_NONE: open. */
struct json *body_assigned(struct arena *a, struct unit_id unit, struct str post, int64_t from,
			   int64_t to);
struct json *body_assignment_ended(struct arena *a, struct unit_id unit, struct str post,
				   int64_t to);
struct json *body_delegated(struct arena *a, struct person_id to, struct unit_id unit,
			    struct str post, int64_t from, int64_t until);
/* deputy v 0: none named. */
struct json *body_leave(struct arena *a, int64_t from, int64_t to, struct person_id deputy);

/* Values of bodies: an id, a day, an instant as text in the arena. */
struct str id_str(struct arena *a, char letter, int64_t id);
struct str day_str(struct arena *a, struct day d);
struct str instant_str(struct arena *a, int64_t at);

#endif
