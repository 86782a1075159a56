/* A bundle (liên thông): one submission, a dossier per child, each received by
 * itself; a bad child is named and stops no other (rule 20). */
#include "app_int.h"

#include "base/limits.h"

struct bundle {
	struct passage *p;
	struct json *children, *refused;
	int64_t first;			/* -1: nothing written yet */
	struct err why;			/* of the first child refused */
};

static struct str id_str(struct arena *a, char letter, int64_t id)
{
	char text[ID_TEXT];
	return str_dup(a, str_of(id_text(letter, id, text)));
}

static void note_refused(struct bundle *b, size_t number, const struct err *e)
{
	struct arena *a = b->p->a;
	struct json *row = json_new_obj(a);
	json_set_int(a, row, "child", (int64_t)number);
	json_set_str(a, row, "code", str_dup(a, str_of(e->key)));
	if (json_len(b->refused) == 0) {
		b->why = *e;
	}
	json_push(a, b->refused, row);
}

/* The child's arguments with what the bundle says for all of them. */
static struct json *child_args(const struct bundle *b, const struct json *child)
{
	struct arena *a = b->p->a;
	struct json *args = json_new_obj(a);
	for (size_t i = 0; i < child->n; i++) {
		json_set(a, args, str_cstr(a, child->k[i]), child->v[i]);
	}
	json_set(a, args, "receiving", json_get(b->p->args, "receiving"));
	json_set(a, args, "submitter", json_get(b->p->args, "submitter"));
	return args;
}

static struct passage *child_passage(const struct bundle *b)
{
	struct passage *c = arena_new(b->p->a, struct passage);
	c->app = b->p->app;
	c->outer = b->p;
	c->a = b->p->a;
	c->command = b->p->command;
	c->action = action_find(STR("receive_new"));
	c->at = b->p->at;
	c->actor = b->p->actor;
	return c;
}

static bool decide_child(const struct bundle *b, struct passage *c, size_t number,
			 const struct json *child, struct err *e)
{
	if (!action_check_child(child, number, e) ||
	    !resolve_args(c, child_args(b, child), e)) {
		return false;
	}
	json_set_str(c->a, c->args, "bundle", id_str(c->a, 'b', b->p->target_id));
	return passage_decide(c, e);
}

static bool is_engine(const struct err *e)
{
	return e->code == ERR_IO || e->code == ERR_BUSY || e->code == ERR_CORRUPT;
}

/* False: the engine failed and the group must be undone. */
static bool receive_child(struct bundle *b, size_t number, const struct json *child,
			  struct err *e)
{
	struct passage *c = child_passage(b);
	if (!decide_child(b, c, number, child, e)) {
		note_refused(b, number, e);
		return !is_engine(e);
	}
	if (!passage_write(c, e)) {
		return false;
	}
	if (b->first < 0) {
		b->first = c->entry[0].seq;
	}
	json_push(b->p->a, b->children,
		  json_new_str(b->p->a, id_str(b->p->a, 'd', c->dossier.v)));
	return true;
}

static bool draft_bundle(struct decide *x, struct err *e)
{
	struct json *body = json_new_obj(x->arena);
	int64_t id = 0;
	json_set(x->arena, body, "submitter", json_get(x->args, "submitter"));
	json_set(x->arena, body, "receiving", json_get(x->args, "receiving"));
	json_set(x->arena, body, "children", json_get(x->args, "children"));
	json_set(x->arena, body, "refused", json_get(x->args, "refused"));
	if (!id_parse('b', json_str(x->args, "bundle"), &id)) {
		return err_set(e, ERR_CORRUPT, "app.bundle", NULL);
	}
	struct stream stream = { STREAM_BUNDLE, id };
	return decide_emit_to(x, stream, KIND_BUNDLE_OPENED, body, e);
}

bool bundle_receive(struct passage *p, int64_t *first, int64_t *last, bool *broken,
		    struct err *e)
{
	struct bundle b = { .p = p, .first = -1 };
	const struct json *children = json_get(p->args, "children");
	b.children = json_new_arr(p->a);
	b.refused = json_new_arr(p->a);
	*broken = true;
	for (size_t i = 0; i < children->n; i++) {
		if (!receive_child(&b, i + 1, children->v[i], e)) {
			return false;
		}
	}
	if (json_len(b.children) == 0) {
		*broken = false;
		*e = b.why;
		return false;
	}
	json_set(p->a, p->args, "children", b.children);
	json_set(p->a, p->args, "refused", b.refused);
	/* The children have passed the right of a clerk one by one. */
	if (!passage_run(p, draft_bundle, RIGHT_NONE, e) || !passage_write(p, e)) {
		return false;
	}
	*first = b.first;
	*last = p->entry[p->entries - 1].seq;
	return true;
}
