/* A province in memory: law, staffed units, lives with their shadows. */
#include "world.h"

#include "base/embed.h"
#include "base/limits.h"
#include "core/org_import.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct world_row world_rows[] = {
#define ACTION(name, core, RIGHT, TARGET, basis) \
	{ #name, decide_##core, RIGHT_##RIGHT, TARGET_##TARGET, TYPE_TEXT, false },
#define MUST true
#define MAY false
#define FIELD(name, TYPE, NEED) { #name, NULL, RIGHT_NONE, TARGET_NEW, TYPE_##TYPE, NEED },
#include "app/actions.def"
#undef ACTION
#undef FIELD
#undef MUST
#undef MAY
};
const size_t world_row_count = ARRAY_LEN(world_rows);

const struct world_row *world_action(const char *name)
{
	for (size_t i = 0; i < world_row_count; i++) {
		if (world_rows[i].decide != NULL && strcmp(world_rows[i].name, name) == 0) {
			return &world_rows[i];
		}
	}
	(void)fprintf(stderr, "no action %s\n", name);
	abort();
}

const char *world_fault(struct world *w, const char *fmt, ...)
{
	va_list ap;

	if (w->fault[0] == '\0') {
		va_start(ap, fmt);
		(void)vsnprintf(w->fault, sizeof(w->fault), fmt, ap);
		va_end(ap);
	}
	return w->fault;
}

/* --- law -------------------------------------------------------------------- */

static struct str replaced(struct arena *a, struct str text, const char *what, const char *by)
{
	size_t at = 0;

	while (at < text.n && !str_starts(str_sub(text, at, text.n), str_of(what))) {
		at++;
	}
	if (at == text.n) {
		(void)fprintf(stderr, "law has no \"%s\"\n", what);
		abort();
	}
	return str_fmt(a, "%.*s%s%.*s", (int)at, text.p, by,
		       (int)(text.n - at - strlen(what)), text.p + at + strlen(what));
}

void world_law(struct arena *a, struct law *out)
{
	size_t n = embed_count();
	struct law_source *file = arena_array(a, struct law_source, n + 1);
	struct err e;

	for (size_t i = 0; i < n; i++) {
		struct str text = embed_at(i)->bytes;

		if (str_is(embed_at(i)->path, "calendars.json")) {
			text = replaced(a, text, "\n  ]",
				",{\"id\": \"2026-2\", \"from\": \"2027-06-01\", "
				"\"file\": \"calendar/later.csv\", \"mark\": \"I\", "
				"\"source\": \"test\"}\n]");
		} else if (str_is(embed_at(i)->path, "calendar/holidays.csv")) {
			file[n] = (struct law_source){ .path = STR("calendar/later.csv") };
			file[n].text = replaced(a, text, "2027-01-01,",
						"2026-12-31,x,holiday,x\n2027-01-01,");
		}
		file[i] = (struct law_source){ .path = embed_at(i)->path, .text = text };
	}
	if (!law_read(a, file, n + 1, out, &e)) {
		(void)fprintf(stderr, "law: %s %s %s %s\n", e.key, err_arg(&e, "file"),
			      err_arg(&e, "path"), err_arg(&e, "reason"));
		abort();
	}
}

/* --- chance and ids ---------------------------------------------------------- */

uint64_t world_random(struct world *w, uint64_t below)
{
	/* splitmix64 */
	uint64_t z = (w->chance += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (z ^ (z >> 31)) % below;
}

int64_t world_id(struct world *w)
{
	return id_next(&w->mint, w->at * 1000, (uint32_t)world_random(w, 1u << 21));
}

static int64_t mint(void *ctx)
{
	return world_id(ctx);
}

/* --- organisation ------------------------------------------------------------ */

static void tell_org(struct world *w, enum stream_kind stream, int64_t id, enum entry_kind kind,
		     const struct json *body)
{
	struct entry en = { .seq = w->seq++, .at = w->at, .kind = kind, .version = 1,
			    .stream = { .kind = stream, .id = id }, .body = body };
	struct err e;

	if (!org_apply(&w->org, &en, &e)) {
		(void)fprintf(stderr, "organisation: %s %s\n", e.key, err_arg(&e, "why"));
		abort();
	}
}

static struct str id_str(struct world *w, char letter, int64_t id)
{
	char text[ID_TEXT];

	return str_dup(&w->arena, str_of(id_text(letter, id, text)));
}

static struct person_id hire(struct world *w, struct unit_id unit, const char *post)
{
	char from[INSTANT_TEXT];
	struct person_id p = { world_id(w) };
	struct json *b = json_new_obj(&w->arena), *c = json_new_obj(&w->arena);

	json_set_str(&w->arena, b, "key", str_fmt(&w->arena, "cb%04zu", w->persons));
	tell_org(w, STREAM_PERSON, p.v, KIND_PERSON_ADDED, b);
	json_set_str(&w->arena, c, "unit", id_str(w, 'u', unit.v));
	json_set_str(&w->arena, c, "post", str_of(post));
	instant_text(w->at - 30 * (int64_t)DAY_S, from);
	json_set_str(&w->arena, c, "from", str_dup(&w->arena, str_of(from)));
	tell_org(w, STREAM_PERSON, p.v, KIND_ASSIGNED, c);
	if (w->persons < WORLD_PERSONS) {
		w->person[w->persons++] = p;
	}
	return p;
}

static bool staffed(const struct world *w, struct unit_id unit, const char *post)
{
	for (size_t i = 0; i < w->org.assignments; i++) {
		const struct assignment *as = &w->org.assignment[i];

		if (as->unit.v == unit.v && post_is(as->post, post)) {
			return true;
		}
	}
	return false;
}

static void staff(struct world *w, const struct unit *u, const char *post)
{
	if (u == NULL || staffed(w, u->id, post)) {
		return;
	}
	hire(w, u->id, post);
	if (strcmp(post, "head") != 0) {
		hire(w, u->id, post);
		staff(w, u, "head");
	} else if (world_random(w, 3) > 0) {
		hire(w, u->id, "deputy");
	}
}

static void staff_version(struct world *w, const struct unit *agency,
			  const struct procedure_version *v)
{
	for (size_t i = 0; i < v->steps; i++) {
		const struct step *s = &v->step[i];

		if (s->unit.n > 0) {
			staff(w, org_relative(&w->org, agency, s->unit), s->post.code);
		}
		for (size_t k = 0; k < s->askeds; k++) {
			staff(w, org_relative(&w->org, agency, s->asked[k]), "head");
		}
	}
}

static void staff_agency(struct world *w, const struct unit *agency)
{
	bool commune = agency->key.p[0] >= '0' && agency->key.p[0] <= '9';

	w->agency[w->agencies++] = agency;
	staff(w, agency, "head");
	staff(w, org_relative(&w->org, agency, STR("@mc")), "clerk");
	for (size_t i = 0; i < w->law->procedures; i++) {
		const struct procedure *p = w->law->procedure[i];

		if (commune ? p->agency.n == 0 : str_eq(p->agency, agency->key)) {
			for (size_t k = 0; k < p->versions; k++) {
				staff_version(w, agency, &p->version[k]);
			}
		}
	}
}

static void import(struct world *w)
{
	size_t n = embed_count(), entries = 0;
	struct law_source *file = arena_array(&w->arena, struct law_source, n);
	struct org_entry *entry = NULL;
	struct err e;

	for (size_t i = 0; i < n; i++) {
		file[i] = (struct law_source){ .path = embed_at(i)->path,
					       .text = embed_at(i)->bytes };
	}
	if (!org_import(&w->arena, file, n, mint, w, &entry, &entries, &e)) {
		(void)fprintf(stderr, "units: %s\n", e.key);
		abort();
	}
	for (size_t i = 0; i < entries; i++) {
		tell_org(w, entry[i].stream.kind, entry[i].stream.id, entry[i].kind,
			 entry[i].body);
	}
}

void world_open(struct world *w, const struct law *law, uint64_t seed, int64_t at)
{
	static const char *const agencies[] = { "25195", "25210", "dn", "vpdk", "so-nv" };

	*w = (struct world){ .law = law, .chance = seed, .at = at };
	arena_init(&w->arena, 0);
	arena_init(&w->scratch, 0);
	org_init(&w->org, &w->arena);
	import(w);
	for (size_t i = 0; i < ARRAY_LEN(agencies); i++) {
		staff_agency(w, world_unit(w, agencies[i]));
	}
	w->admin = hire(w, world_unit(w, "vp-ubnd")->id, "admin");
}

void world_done(struct world *w)
{
	arena_done(&w->arena);
	arena_done(&w->scratch);
}

const struct unit *world_unit(const struct world *w, const char *key)
{
	const struct unit *u = org_unit_by_key(&w->org, str_of(key));

	if (u == NULL) {
		(void)fprintf(stderr, "no unit %s\n", key);
		abort();
	}
	return u;
}

struct person_id world_at_post(struct world *w, struct unit_id unit, const char *post)
{
	for (size_t i = 0; i < w->org.assignments; i++) {
		const struct assignment *as = &w->org.assignment[i];

		if (as->unit.v == unit.v && post_is(as->post, post) &&
		    org_holds(&w->org, as->person, unit, as->post, w->at)) {
			return as->person;
		}
	}
	return (struct person_id){ 0 };
}

/* --- lives ------------------------------------------------------------------- */

void life_open(struct world *w, struct life *l)
{
	struct dossier_id id = { world_id(w) };

	*l = (struct life){ 0 };
	arena_init(&l->arena, 0);
	arena_init(&l->shadow_arena, 0);
	dossier_init(&l->d, &l->arena, id);
	dossier_init(&l->shadow, &l->shadow_arena, id);
	l->digest = dossier_digest(&l->d);
}

void life_done(struct life *l)
{
	arena_done(&l->arena);
	arena_done(&l->shadow_arena);
}

static void remember(struct life *l, struct str bytes, const struct entry *en)
{
	if (l->entries == l->cap) {
		size_t cap = l->cap == 0 ? 16 : l->cap * 2;
		struct life_entry *v = arena_array(&l->shadow_arena, struct life_entry, cap);

		if (l->entries > 0) {
			memcpy(v, l->entry, l->entries * sizeof(*v));
		}
		l->entry = v;
		l->cap = cap;
	}
	l->entry[l->entries++] = (struct life_entry){
		.bytes = str_dup(&l->shadow_arena, bytes), .kind = en->kind, .actor = en->actor,
	};
}

/* One draft into bytes, back, and into the shadow or the organisation. */
static bool commit(struct world *w, struct life *l, const struct decide *x,
		   const struct draft *draft, struct err *e)
{
	struct buf b;
	struct entry en = { .seq = w->seq, .at = w->at, .actor = x->actor,
			    .stream = draft->stream, .kind = draft->kind,
			    .version = kind_version(draft->kind), .cmd = x->cmd,
			    .body = draft->body };
	struct entry back;
	bool good;

	buf_init(&b, LIMIT_ENTRY + 1);
	good = entry_bytes(&b, &w->scratch, &en, e);
	struct str bytes = str_dup(&w->scratch, buf_view(&b));

	buf_done(&b);
	good = good && entry_read(&w->scratch, bytes, &back, e);
	if (good && back.stream.kind == STREAM_DOSSIER) {
		remember(l, bytes, &back);
		good = dossier_apply(w->law, &l->shadow, &back, e);
	} else if (good) {
		good = org_apply(&w->org, &back, e);
	}
	w->seq++;
	w->emitted[draft->kind]++;
	return good;
}

static void check_life(struct world *w, struct life *l, const char *name)
{
	struct err e;

	l->digest = dossier_digest(&l->d);
	if (!dossier_check(&l->d, &e)) {
		world_fault(w, "%s: %s %s %s", name, e.key, err_arg(&e, "which"),
			    err_arg(&e, "no"));
	} else if (l->digest != dossier_digest(&l->shadow)) {
		world_fault(w, "%s: the entries read back give another state", name);
	}
}

static bool refused(struct world *w, struct life *l, const struct decide *x, const char *name,
		    const struct err *e)
{
	if (x->drafts > 0) {
		world_fault(w, "%s: refused with %s after %zu drafts", name, e->key, x->drafts);
	} else if (l != NULL && dossier_digest(&l->d) != l->digest) {
		world_fault(w, "%s: refused with %s, but the state moved", name, e->key);
	} else if (e->code == ERR_CORRUPT) {
		world_fault(w, "%s: %s kind %s why %s name %s", name, e->key, err_arg(e, "kind"),
			    err_arg(e, "why"), err_arg(e, "name"));
	} else if (refusal_find(e->key) == NULL) {
		world_fault(w, "%s: refused with %s, which is no refusal", name, e->key);
	}
	return false;
}

static bool decided(struct world *w, struct life *l, struct decide *x, const char *name,
		    struct err *e)
{
	for (size_t i = 0; i < x->drafts; i++) {
		if (!commit(w, l, x, &x->draft[i], e)) {
			world_fault(w, "%s: %s does not fold: %s %s %s", name,
				    kind_name(x->draft[i].kind), e->key, err_arg(e, "why"),
				    err_arg(e, "name"));
			return false;
		}
	}
	if (l != NULL) {
		check_life(w, l, name);
	}
	return w->fault[0] == '\0';
}

static struct decide deciding(struct world *w, struct life *l)
{
	return (struct decide){
		.arena = &w->scratch, .law = w->law, .org = &w->org,
		.d = l != NULL ? &l->d : NULL, .at = w->at, .next_seq = w->seq,
		.args = json_new_obj(&w->scratch), .cmd = STR("k-1"),
	};
}

bool life_act(struct world *w, struct life *l, const struct world_row *action,
	      struct person_id actor, const struct json *args, struct err *e)
{
	struct decide x = deciding(w, l);

	x.actor = actor;
	x.args = args;
	x.given = (struct decide_given){ .dossier_serial = ++w->serial, .fee_number = w->serial,
					 .contact_good = w->serial % 5 != 0,
					 .proved = w->serial % 16 == 0,
					 .contact_proved = w->serial % 4 != 0,
					 .opened = w->serial % 3 != 0,
					 .pickup_fits = w->serial % 3 != 1,
					 .batch_number = w->serial, .listed = w->serial % 2 == 0,
					 .book_number = w->serial };
	if (!decide_right(&x, action->right, e) || !action->decide(&x, e)) {
		return refused(w, l, &x, action->name, e);
	}
	return decided(w, l, &x, action->name, e);
}

bool life_tick(struct world *w, struct life *l, struct err *e)
{
	struct decide x = deciding(w, l);
	struct matter list;		/* of escalations: a new one each time */

	x.cmd = STR("");
	matter_init(&list, &w->scratch, (struct matter_id){ world_id(w) });
	x.m = &list;
	if (!decide_tick(&x, e)) {
		return refused(w, l, &x, "tick", e);
	}
	return decided(w, l, &x, "tick", e);
}

bool life_do(struct world *w, struct life *l, const char *action, struct person_id actor,
	     const char *args, struct err *e)
{
	const struct json *v;

	arena_reset(&w->scratch);
	if (!json_parse(&w->scratch, str_of(args), &v, e)) {
		world_fault(w, "%s: arguments: %s", action, e->key);
		return false;
	}
	return life_act(w, l, world_action(action), actor, v, e);
}

void life_must(struct world *w, struct life *l, const char *action, struct person_id actor,
	       const char *args)
{
	struct err e;

	if (!life_do(w, l, action, actor, args, &e) && w->fault[0] == '\0') {
		world_fault(w, "%s: %s", action, e.key);
	}
}

void life_receive(struct world *w, struct life *l, const char *ward, const char *procedure,
		  const char *more)
{
	struct buf b;
	char id[ID_TEXT];
	const struct unit *agency = world_unit(w, ward);
	const struct unit *mc = org_relative(&w->org, agency, STR("@mc"));

	life_open(w, l);
	buf_init(&b, 4096);
	buf_fmt(&b, "{\"procedure\":\"%s\",\"channel\":\"counter\",\"receiving\":\"%s\","
		"\"owner\":\"s0000000000001\"%s}", procedure,
		id_text('u', mc->id.v, id), more);
	buf_char(&b, '\0');
	life_must(w, l, "receive_new", world_at_post(w, mc->id, "clerk"), b.p);
	buf_done(&b);
}

void world_clock(struct world *w, const char *instant)
{
	struct err e;

	if (!instant_parse(str_of(instant), &w->at, &e)) {
		world_fault(w, "no instant: %s", instant);
	}
}
