/* A model of an event log, and as BPMN 2.0. */
#include "mine_model.h"

#include "mine_words.h"

#include "base/markup.h"

#include <math.h>
#include <string.h>

bool mine_model(struct arena *a, struct arena *scratch, const struct mine_model_ask *ask,
		struct mine_model *out, struct err *e)
{
	const struct mine_view *v = ask->view;
	int64_t *count = arena_array(a, int64_t, (size_t)v->activities);

	*out = (struct mine_model){ .activity = ask->activity, .noise = ask->noise,
				    .ways = ask->ways->n, .count = count };
	for (size_t c = 0; c < v->cases; c++) {
		if (!mine_kept(v, c)) {
			continue;
		}
		out->cases++;
		out->events += v->start[c + 1] - v->start[c];
		for (size_t i = v->start[c]; i < v->start[c + 1]; i++) {
			count[v->activity[i]]++;
		}
	}
	if (!mine_inductive(a, scratch, v, ask->ways, ask->rank, ask->noise / 1000.0, ask->effort,
			    &out->found, e)) {
		return false;
	}
	mine_fit_log(a, scratch, &out->found.tree, v, ask->ways, ask->effort, &out->fit);
	out->layout = mine_layout(a, scratch, &out->found.tree);
	return true;
}

/* To a tenth, and all of it only when it is. */
static struct str percent(struct mine_words w, double share)
{
	return mine_say_share(w, (mine_sum)floor(share * 1000 + 1e-9), 1000);
}

size_t mine_model_args(struct arena *a, enum text_lang lang, const struct mine_model *m,
		       struct text_arg out[MINE_MODEL_ARGS])
{
	struct mine_words w = { a, lang };
	const struct text_arg arg[] = {
		{ "cases", str_int(a, m->cases) }, { "events", str_int(a, m->events) },
		{ "ways", str_int(a, (int64_t)m->ways) },
		{ "tasks", str_int(a, m->found.tree.leaves) },
		{ "fitting", str_int(a, m->fit.fitting) },
		{ "measured", str_int(a, m->fit.cases) },
		{ "long", str_int(a, m->fit.long_cases) },
		{ "fitness", percent(w, m->fit.fitness) },
		{ "precision", percent(w, m->fit.precision) },
		{ "noise", percent(w, m->noise / 1000.0) },
		{ "given_up", str_int(a, m->found.limited) },
	};

	_Static_assert(ARRAY_LEN(arg) == MINE_MODEL_ARGS, "as the header says");
	memcpy(out, arg, sizeof(arg));
	return ARRAY_LEN(arg);
}

/* ---- BPMN ---- */

static const char *element(const struct layout_shape *x)
{
	static const char *const name[] = {
		[SHAPE_START] = "startEvent", [SHAPE_END] = "endEvent", [SHAPE_TASK] = "task",
		[SHAPE_CHOICE] = "exclusiveGateway", [SHAPE_PARALLEL] = "parallelGateway",
	};

	return name[x->kind];
}

static bool gateway(const struct layout_shape *x)
{
	return x->kind == SHAPE_CHOICE || x->kind == SHAPE_PARALLEL;
}

/* Which flows come and go, for each shape those of it alone. */
static void ends(struct buf *b, const struct mine_layout *l, int32_t shape)
{
	for (int32_t i = 0; i < l->flows; i++) {
		if (l->flow[i].to == shape) {
			buf_fmt(b, "<incoming>flow%d</incoming>", i);
		}
	}
	for (int32_t i = 0; i < l->flows; i++) {
		if (l->flow[i].from == shape) {
			buf_fmt(b, "<outgoing>flow%d</outgoing>", i);
		}
	}
}

static void process(struct buf *b, enum text_lang lang, const struct mine_model *m)
{
	const struct mine_layout *l = m->layout;

	buf_text(b, "<process id=\"process\" isExecutable=\"false\" name=\"");
	markup_text(b, text_get(lang, "mine.model"));
	buf_text(b, "\">\n");
	for (int32_t i = 0; i < l->shapes; i++) {
		const struct layout_shape *x = &l->shape[i];

		buf_fmt(b, "<%s id=\"node%d\"", element(x), i);
		if (x->kind == SHAPE_TASK) {
			buf_text(b, " name=\"");
			markup_text(b, m->activity[x->activity]);
			buf_text(b, "\"");
		} else if (gateway(x)) {
			buf_fmt(b, " gatewayDirection=\"%s\"",
				x->parts ? "Diverging" : "Converging");
		}
		buf_text(b, ">");
		ends(b, l, i);
		buf_fmt(b, "</%s>\n", element(x));
	}
	for (int32_t i = 0; i < l->flows; i++) {
		buf_fmt(b, "<sequenceFlow id=\"flow%d\" sourceRef=\"node%d\" "
			"targetRef=\"node%d\"/>\n", i, l->flow[i].from, l->flow[i].to);
	}
	buf_text(b, "</process>\n");
}

static void diagram(struct buf *b, const struct mine_layout *l)
{
	buf_text(b, "<bpmndi:BPMNDiagram id=\"diagram\">\n"
		 "<bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"process\">\n");
	for (int32_t i = 0; i < l->shapes; i++) {
		const struct layout_shape *x = &l->shape[i];

		buf_fmt(b, "<bpmndi:BPMNShape id=\"shape%d\" bpmnElement=\"node%d\"%s>"
			"<dc:Bounds x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
			"</bpmndi:BPMNShape>\n", i, i,
			x->kind == SHAPE_CHOICE ? " isMarkerVisible=\"true\"" : "", x->x, x->y,
			x->w, x->h);
	}
	for (int32_t i = 0; i < l->flows; i++) {
		const struct layout_flow *f = &l->flow[i];

		buf_fmt(b, "<bpmndi:BPMNEdge id=\"edge%d\" bpmnElement=\"flow%d\">", i, i);
		for (int32_t k = 0; k < f->points; k++) {
			buf_fmt(b, "<di:waypoint x=\"%d\" y=\"%d\"/>", f->point[k].x,
				f->point[k].y);
		}
		buf_text(b, "</bpmndi:BPMNEdge>\n");
	}
	buf_text(b, "</bpmndi:BPMNPlane>\n</bpmndi:BPMNDiagram>\n");
}

void mine_model_bpmn(struct buf *b, enum text_lang lang, const struct mine_model *m)
{
	buf_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		 "<definitions id=\"definitions\" targetNamespace=\"urn:dunghen:model\" "
		 "exporter=\"dunghen\" exporterVersion=\"" DUNGHEN_VERSION "\"\n"
		 " xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
		 " xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\"\n"
		 " xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\""
		 " xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\">\n");
	process(b, lang, m);
	diagram(b, m->layout);
	buf_text(b, "</definitions>\n");
}
