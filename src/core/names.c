/* The words of the enumerations, as they stand in bodies, tables and JSON. */
#include "dossier.h"

#include <string.h>

static const char *const states[] = {
	[DOSSIER_NONE] = "none", [DOSSIER_SUBMITTED] = "submitted", [DOSSIER_ASKED] = "asked",
	[DOSSIER_DECLINED] = "declined", [DOSSIER_OPEN] = "open", [DOSSIER_WAITING] = "waiting",
	[DOSSIER_READY] = "ready", [DOSSIER_DELIVERED] = "delivered",
	[DOSSIER_WITHDRAWN] = "withdrawn", [DOSSIER_STOPPED] = "stopped",
	[DOSSIER_UNDONE] = "undone",
};
static const char *const channels[] = {
	[CHANNEL_NONE] = "none", [CHANNEL_COUNTER] = "counter", [CHANNEL_POST] = "post",
	[CHANNEL_ONLINE] = "online", [CHANNEL_ONLINE_HELPED] = "online_helped",
};
static const char *const decisions[] = {
	[DECISION_NONE] = "none", [DECISION_GRANTED] = "granted", [DECISION_DENIED] = "denied",
	[DECISION_NOT_ELIGIBLE] = "not_eligible",
};
static const char *const obligations[] = {
	[OB_NONE] = "none", [OB_STEP] = "step", [OB_WAIT] = "wait", [OB_HANDOUT] = "handout",
	[OB_ANSWER] = "answer", [OB_OPINION] = "opinion",
	[OB_URGE] = "urge", [OB_RULING] = "ruling", [OB_APOLOGY] = "apology",
	[OB_CONTEST] = "contest", [OB_ESCALATION] = "escalation",
	[OB_RETURN] = "return",
};
static const char *const endings[] = {
	[ENDED_NOT] = "", [ENDED_TAKEN] = "taken", [ENDED_FORWARD] = "forward",
	[ENDED_BACK] = "back", [ENDED_REASSIGNED] = "reassigned", [ENDED_RECALLED] = "recalled",
	[ENDED_MOVED] = "moved", [ENDED_WAIT] = "wait", [ENDED_RESUMED] = "resumed",
	[ENDED_SIGNED] = "signed", [ENDED_READY] = "ready", [ENDED_NOTICED] = "noticed",
	[ENDED_DELIVERED] = "delivered", [ENDED_WITHDRAWN] = "withdrawn",
	[ENDED_STOPPED] = "stopped", [ENDED_ANSWERED] = "answered", [ENDED_SILENT] = "silent",
	[ENDED_PAPER] = "paper", [ENDED_CORRECTED] = "corrected",
	[ENDED_REOPENED] = "reopened", [ENDED_UNDONE] = "undone",
	[ENDED_REDATED] = "redated",
	[ENDED_RULED] = "ruled",
};
static const char *const contest_ends[] = {
	[CONTEST_OPEN] = "open", [CONTEST_UPHELD] = "upheld",
	[CONTEST_DISMISSED] = "dismissed", [CONTEST_LAPSED] = "lapsed",
	[CONTEST_MOOT] = "moot",
};
static const char *const return_ends[] = {
	[RETURN_OPEN] = "open", [RETURN_PASSED_ON] = "passed_on", [RETURN_KEPT] = "kept",
	[RETURN_MOOT] = "moot",
};
static const char *const notices[] = {
	[NOTICE_NONE] = "none", [NOTICE_SUPPLEMENT] = "supplement", [NOTICE_PAYMENT] = "payment",
	[NOTICE_RESULT] = "result", [NOTICE_VARIANT] = "variant",
	[NOTICE_EXTENSION] = "extension", [NOTICE_STOP] = "stop",
};
static const char *const bodies[] = {
	[WAIT_CITIZEN] = "citizen", [WAIT_TAX] = "tax", [WAIT_SURVEY] = "survey",
	[WAIT_POSTING] = "posting", [WAIT_OTHER] = "other",
};

static const char *const contacts[] = {
	[CONTACT_PHONE] = "phone", [CONTACT_EMAIL] = "email",
};

enum contact_way contact_way_of(struct str s)
{
	for (int w = 0; w < CONTACT_WAYS; w++) {
		if (str_is(s, contacts[w])) {
			return (enum contact_way)w;
		}
	}
	return CONTACT_WAYS;
}

const char *state_name(enum dossier_state s)
{
	return states[s];
}

const char *channel_name(enum channel c)
{
	return channels[c];
}

const char *decision_name(enum decision d)
{
	return decisions[d];
}

const char *obligation_name(enum obligation_kind k)
{
	return obligations[k];
}

const char *ended_name(enum ended e)
{
	return endings[e];
}

const char *return_end_name(enum return_end r)
{
	return return_ends[r];
}

const char *contest_end_name(enum contest_end c)
{
	return contest_ends[c];
}

const char *notice_name(enum notice_kind k)
{
	return notices[k];
}

const char *wait_holder_name(enum wait_holder w)
{
	return bodies[w];
}

static size_t word_of(const char *const *words, size_t n, struct str s)
{
	for (size_t i = 1; i < n; i++) {
		if (str_is(s, words[i])) {
			return i;
		}
	}
	return 0;
}

static const char *const attached[] = {
	[ATTACHED_NONE] = "none", [ATTACHED_PAPER] = "paper", [ATTACHED_DRAFT] = "draft",
	[ATTACHED_RESULT] = "result",
};

const char *attached_as_name(enum attached_as a)
{
	return attached[a];
}

enum attached_as attached_as_named(struct str s)
{
	return (enum attached_as)word_of(attached, ARRAY_LEN(attached), s);
}

enum channel channel_of(struct str s)
{
	return (enum channel)word_of(channels, ARRAY_LEN(channels), s);
}

enum notice_kind notice_of(struct str s)
{
	return (enum notice_kind)word_of(notices, ARRAY_LEN(notices), s);
}

bool party_eq(const struct party *a, const struct party *b)
{
	if (a->kind != b->kind) {
		return false;
	}
	switch (a->kind) {
	case PARTY_SEAT:
		return a->seat.unit.v == b->seat.unit.v && a->seat.person.v == b->seat.person.v &&
		       post_eq(a->seat.post, b->seat.post);
	case PARTY_BODY:
		return a->body == b->body;
	case PARTY_NONE:
	case PARTY_CITIZEN:
		return true;
	}
	return false;
}

static struct str id_str(struct arena *a, char letter, int64_t id)
{
	char text[ID_TEXT];

	return str_dup(a, str_of(id_text(letter, id, text)));
}

struct json *party_json(struct arena *a, const struct party *p)
{
	struct json *o = json_new_obj(a);

	switch (p->kind) {
	case PARTY_SEAT:
		json_set_str(a, o, "unit", id_str(a, 'u', p->seat.unit.v));
		json_set_str(a, o, "post", str_dup(a, str_of(p->seat.post.code)));
		json_set_str(a, o, "person", id_str(a, 'p', p->seat.person.v));
		break;
	case PARTY_CITIZEN:
		json_set_str(a, o, "body", STR("citizen"));
		break;
	case PARTY_BODY:
		json_set_str(a, o, "body", str_of(bodies[p->body]));
		break;
	case PARTY_NONE:
		break;
	}
	return o;
}

bool party_read(const struct json *v, struct party *out, struct err *e)
{
	struct str body = json_str(v, "body"), post = json_str(v, "post");
	struct party p = { 0 };

	if (str_is(body, "citizen")) {
		p.kind = PARTY_CITIZEN;
	} else if (body.n > 0) {
		p.kind = PARTY_BODY;
		p.body = (enum wait_holder)word_of(bodies, ARRAY_LEN(bodies), body);
		if (p.body == WAIT_CITIZEN) {
			return err_set(e, ERR_CORRUPT, "party.form", NULL);
		}
	} else {
		p.kind = PARTY_SEAT;
		if (!id_parse('u', json_str(v, "unit"), &p.seat.unit.v) ||
		    !id_parse('p', json_str(v, "person"), &p.seat.person.v) ||
		    post.n == 0 || post.n >= POST_SIZE) {
			return err_set(e, ERR_CORRUPT, "party.form", NULL);
		}
		p.seat.post = post_of_str(post);
	}
	*out = p;
	return true;
}
