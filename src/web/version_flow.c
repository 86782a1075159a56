/* The way through a version of a procedure. */
#include "version_flow.h"

#include "word_version.h"

enum { WHOLE = 1000 };

/* Half of the width is shared out evenly, so that short steps can be read; the other half
 * by planned hours. */
static int64_t edge(const struct procedure_version *v, size_t step)
{
	int64_t before = 0, all = 0, n = (int64_t)v->steps;
	for (size_t i = 0; i < v->steps; i++) {
		before += i < step ? v->step[i].plan_s : 0;
		all += v->step[i].plan_s;
	}
	int64_t even = WHOLE * (int64_t)step / n;
	return all == 0 ? even : even / 2 + WHOLE / 2 * before / all;
}

static enum seg_kind kind(const struct step *s)
{
	switch (s->kind) {
	case STEP_INTAKE:
	case STEP_ISSUE:
		return SEG_DESK;
	case STEP_CONSULT:
		return SEG_LEFT;
	case STEP_NONE:
	case STEP_WORK:
	case STEP_SIGN:
		break;
	}
	return SEG_HOLD;
}

static struct seg_view seg(const struct exchange *x, const struct procedure_version *v, size_t i)
{
	struct asking ask = asking_inside(x);
	const struct step *s = &v->step[i];
	struct named post = law_title(app_law(x->app), str_of(s->post.code), STR(""));
	struct str time = s->plan_s > 0 ? words_work(x, s->plan_s) : STR("—");
	struct text_arg args[] = { { "n", str_int(x->a, (int64_t)i + 1) },
				   { "step", label_named(&ask, s->name) },
				   { "where", words_step_where(x, s) }, { "time", time } };
	struct str line = words(x, "admin.flow.step", args, ARRAY_LEN(args));
	return (struct seg_view){
		.kind = kind(s), .x = edge(v, i), .width = edge(v, i + 1) - edge(v, i),
		.who = STR_JOIN(x->a, args[0].value, STR(". "), label_named(&ask, post)),
		.text = time, .title = line, .line = line,
	};
}

static bool goes_back(const struct step *s, size_t i, size_t k)
{
	return s->outcome[k].kind == OUTCOME_RETURN && s->outcome[k].to_step <= i;
}

/* From the beginning of the step gone back to, to the end of the one that sends back. */
static void put_back(const struct exchange *x, const struct procedure_version *v,
		     struct ribbon_view *r)
{
	struct lane_view *out;
	size_t n = 0;
	for (size_t i = 0; i < v->steps; i++) {
		n += v->step[i].outcomes;
	}
	out = arena_array(x->a, struct lane_view, n);
	for (size_t i = 0; i < v->steps; i++) {
		for (size_t k = 0; k < v->step[i].outcomes; k++) {
			size_t to = v->step[i].outcome[k].to_step;
			if (!goes_back(&v->step[i], i, k)) {
				continue;
			}
			struct text_arg args[] = {
				{ "from", str_int(x->a, (int64_t)i + 1) },
				{ "to", str_int(x->a, (int64_t)to + 1) } };
			out[r->lanes.n] = (struct lane_view){
				.x = edge(v, to), .width = edge(v, i + 1) - edge(v, to),
				.y = (int64_t)r->lanes.n * LANE_HEIGHT,
				.text = words(x, "admin.flow.back", args, ARRAY_LEN(args)) };
			r->lanes.n++;
		}
	}
	r->lanes.p = out;
	r->lanes_height = (int64_t)r->lanes.n * LANE_HEIGHT;
}

struct ribbon_view version_flow(const struct exchange *x, const struct procedure_version *v)
{
	struct ribbon_view r = { .due_x = -1 };
	struct seg_view *out = arena_array(x->a, struct seg_view, v->steps);
	for (size_t i = 0; i < v->steps; i++) {
		out[i] = seg(x, v, i);
	}
	r.segs.p = out;
	r.segs.n = v->steps;
	put_back(x, v, &r);
	return r;
}
