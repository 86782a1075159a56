/* Reading a bundle back. */
#include "bundle_view.h"

#include "sight.h"
#include "view.h"

struct reading {
	struct arena *a;
	struct entry entry;
	bool found;
};

static bool read_opened(void *ctx, const struct stored *s, struct err *e)
{
	struct reading *r = ctx;
	struct entry en;
	if (!entry_read(r->a, str_dup(r->a, s->bytes), &en, e)) {
		return false;
	}
	if (en.kind == KIND_BUNDLE_OPENED) {
		r->entry = en;
		r->found = true;
	}
	return true;
}

static bool child_of(struct app *app, struct arena *a, const struct asking *ask, struct str id,
		     struct bundle_child *out, struct err *e)
{
	const struct dossier *d;
	if (!app_dossier(app, a, id, &d, e)) {
		return false;
	}
	*out = (struct bundle_child){
		.code = str_dup(a, d->code), .state = d->state, .due = d->first_due,
		.procedure = label_named(ask, d->version->procedure->name),
		.competent = label_unit(app, d->competent, ask->now),
	};
	return label_subject(app, a, d->owner, &out->owner, e);
}

static bool put_children(struct app *app, struct arena *a, const struct asking *ask,
			 const struct json *body, struct bundle_list *out, struct err *e)
{
	const struct json *list = json_arr(body, "children");
	out->child = arena_array(a, struct bundle_child, json_len(list));
	for (; out->children < json_len(list); out->children++) {
		if (!child_of(app, a, ask, json_at(list, out->children)->s,
			      &out->child[out->children], e)) {
			return false;
		}
	}
	return true;
}

static void put_refused(struct arena *a, const struct json *body, struct bundle_list *out)
{
	const struct json *list = json_arr(body, "refused");
	out->refused = arena_array(a, struct bundle_refused, json_len(list));
	for (; out->refusals < json_len(list); out->refusals++) {
		const struct json *row = json_at(list, out->refusals);
		out->refused[out->refusals] = (struct bundle_refused){
			json_int(row, "child", 0), json_str(row, "code") };
	}
}

bool app_bundle(struct app *app, struct arena *a, const struct asking *ask,
		struct person_id who, struct str id, struct bundle_list *out, struct err *e)
{
	struct reading r = { .a = a };
	struct stream stream = { .kind = STREAM_BUNDLE };
	struct subject_id submitter = { 0 };
	struct bundle_list b = { .id = id };
	if (id_parse('b', id, &stream.id) &&
	    !store_stream(app->store, stream, 0, read_opened, &r, e)) {
		return false;
	}
	if (!r.found) {
		return err_set(e, ERR_NOT_FOUND, "bundle.unknown", NULL);
	}
	b.at = r.entry.at;
	if (!id_parse('u', json_str(r.entry.body, "receiving"), &b.receiving.v) ||
	    !id_parse('s', json_str(r.entry.body, "submitter"), &submitter.v)) {
		return err_set(e, ERR_CORRUPT, "app.bundle", NULL);
	}
	if (!sight_of_unit(app, a, ask, who, b.receiving)) {
		return refuse(e, "right.reader", NULL);
	}
	put_refused(a, r.entry.body, &b);
	if (!put_children(app, a, ask, r.entry.body, &b, e) ||
	    !label_subject(app, a, submitter, &b.submitter, e)) {
		return false;
	}
	*out = b;
	return true;
}
