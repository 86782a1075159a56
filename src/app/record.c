/* Writing down what was decided: entries, keys, sealed texts, projections. */
#include "app_int.h"

#include "store/matter_row.h"

#include "base/limits.h"

#include <assert.h>
#include <string.h>

/* ---- commitments ---- */

static struct vault_owner owner_of(const struct passage *p)
{
	if (p->d) {
		return (struct vault_owner){ OWNER_SUBJECT, p->d->owner.v };
	}
	if (p->m) {
		return (struct vault_owner){ OWNER_UNIT, p->m->unit.v };
	}
	if (p->action && (p->action->target == TARGET_PERSON ||
			  p->action->target == TARGET_NEW_PERSON)) {
		/* a member of staff has a key of their own, named by their id */
		return (struct vault_owner){ OWNER_SUBJECT, p->target_id };
	}
	return (struct vault_owner){ OWNER_UNIT, p->target_id };
}

static struct secret *secret_of(struct passage *p, struct str value)
{
	for (size_t i = 0; i < p->secrets; i++) {
		if (str_is(value, p->secret[i].stand_in)) {
			return &p->secret[i];
		}
	}
	return NULL;
}

/* "<kind>/<field>", without the "_c" of the member. */
static struct str label_of(struct arena *a, enum entry_kind kind, struct str member)
{
	size_t n = str_ends(member, STR("_c")) ? member.n - 2 : member.n;
	return str_fmt(a, "%s/%.*s", kind_name(kind), (int)n, member.p);
}

/* A text stands in one member of one entry; were it in a second, that would
 * need a commitment of its own. */
static bool commit_texts(struct passage *p, struct draft *dr, struct err *e)
{
	for (size_t i = 0; p->secrets > 0 && i < dr->body->n; i++) {
		const struct json *v = dr->body->v[i];
		if (v->type != JSON_STR || v->s.n != HASH_HEX - 1) {
			continue;
		}
		struct secret *s = secret_of(p, v->s);
		if (!s) {
			continue;
		}
		if (s->label.n > 0) {
			return err_set(e, ERR_CORRUPT, "app.twice", "kind",
				       kind_name(dr->kind), NULL);
		}
		char hex[HASH_HEX];
		s->label = label_of(p->a, dr->kind, dr->body->k[i]);
		s->owner = owner_of(p);
		/* A new key would never open what the old one sealed. */
		if (s->owner.kind == OWNER_SUBJECT &&
		    app_erasure(p->app, (struct subject_id){ s->owner.id }).at != INSTANT_NONE) {
			return refuse(e, "erase.gone", NULL);
		}
		s->commitment = vault_commitment(s->salt, s->label, s->value);
		dr->body->v[i] = json_new_str(p->a, str_dup(p->a,
						str_of(hash_hex(s->commitment, hex))));
	}
	return true;
}

static const struct str record_label = { "subject/record", sizeof("subject/record") - 1 };

static struct str member_named(struct passage *p, const struct json *body, const char *id)
{
	for (size_t i = 0; i < body->n; i++) {
		if (body->v[i]->type == JSON_STR && str_is(body->v[i]->s, id)) {
			return str_fmt(p->a, "%.*s_c", STR_ARG(body->k[i]));
		}
	}
	return (struct str){ 0 };
}

/* Beside each person an entry names for the first time in this command stands the
 * commitment to what was given about them. */
static void commit_people(struct passage *p, struct draft *dr)
{
	for (size_t i = 0; i < p->newcomers; i++) {
		struct newcomer *n = &p->newcomer[i];
		char id[ID_TEXT], hex[HASH_HEX];
		struct str member = member_named(p, dr->body, id_text('s', n->id.v, id));
		if (member.n == 0 || n->value.n > 0) {
			continue;
		}
		struct buf b;
		buf_init(&b, LIMIT_LINE);
		json_write(&b, n->object);
		n->value = str_dup(p->a, buf_view(&b));
		buf_done(&b);
		world_random(&p->app->world, n->salt, sizeof(n->salt));
		struct hash c = vault_commitment(n->salt, record_label, n->value);
		json_set_str(p->a, dr->body, member.p,
			     str_dup(p->a, str_of(hash_hex(c, hex))));
	}
}

bool passage_seal(struct passage *p, struct err *e)
{
	struct decide *x = &p->decide;
	if (x->drafts > LIMIT_ENTRIES) {
		return err_set(e, ERR_LIMIT, "command.entries", NULL);
	}
	p->entries = x->drafts;
	p->entry = arena_array(p->a, struct entry, p->entries);
	p->bytes = arena_array(p->a, struct str, p->entries);
	struct buf b;
	buf_init(&b, LIMIT_ENTRY + 1);
	bool ok = true;
	for (size_t i = 0; ok && i < x->drafts; i++) {
		struct draft *dr = &x->draft[i];
		ok = commit_texts(p, dr, e);
		commit_people(p, dr);
		p->entry[i] = (struct entry){
			.seq = x->next_seq + (int64_t)i,
			.at = p->at,
			.actor = p->actor,
			.stream = dr->stream,
			.kind = dr->kind,
			.version = kind_version(dr->kind),
			.cmd = p->command->key,
			.body = dr->body,
		};
		buf_reset(&b);
		ok = ok && entry_bytes(&b, p->a, &p->entry[i], e);
		p->bytes[i] = str_dup(p->a, buf_view(&b));
	}
	buf_done(&b);
	return ok;
}

/* ---- writing ---- */

static bool need_key(struct passage *p, struct vault_owner owner, struct err *e)
{
	uint8_t chance[VAULT_KEY_CHANCE];
	world_random(&p->app->world, chance, sizeof(chance));
	bool ok = store_key_need(p->app->store, owner, chance, e);
	wipe(chance, sizeof(chance));
	return ok;
}

static bool seal_text(struct passage *p, const struct vault_text *t, struct err *e)
{
	uint8_t nonce[SEAL_NONCE];
	struct hash commitment;
	world_random(&p->app->world, nonce, sizeof(nonce));
	return need_key(p, t->owner, e) &&
	       store_seal(p->app->store, t, nonce, &commitment, e);
}

static bool write_newcomer(struct passage *p, const struct newcomer *n, struct err *e)
{
	struct store *s = p->app->store;
	struct vault_text t = {
		.owner = { OWNER_SUBJECT, n->id.v },
		.label = record_label,
		.value = n->value,
	};
	if (!need_key(p, t.owner, e)) {
		return false;
	}
	if (!n->known && !store_subject_put(s, n->id, STR("id_number"), n->number, e)) {
		return false;
	}
	memcpy(t.salt, n->salt, sizeof(t.salt));
	return store_name_put(s, n->id, json_str(n->object, "name"), e) &&
	       seal_text(p, &t, e) &&
	       store_subject_renew(s, n->id, vault_commitment(t.salt, t.label, t.value), e);
}

static bool write_secrets(struct passage *p, struct err *e)
{
	for (size_t i = 0; i < p->newcomers; i++) {
		if (!write_newcomer(p, &p->newcomer[i], e)) {
			return false;
		}
	}
	for (size_t i = 0; i < p->secrets; i++) {
		const struct secret *s = &p->secret[i];
		struct vault_text t = { .owner = s->owner, .label = s->label,
					.value = s->value };
		memcpy(t.salt, s->salt, sizeof(t.salt));
		if (s->label.n > 0 && !seal_text(p, &t, e)) {
			return false;
		}
	}
	return true;
}

static bool write_entry(struct passage *p, size_t i, struct err *e)
{
	struct app *app = p->app;
	const struct entry *en = &p->entry[i];
	if (en->stream.kind == STREAM_DOSSIER) {
		/* one command, one dossier; its state is projected once, at the end */
		assert(en->stream.id == p->dossier.v);
		return store_append(app->store, en, p->bytes[i], e);
	}
	if (en->stream.kind == STREAM_MATTER) {
		assert(en->stream.id == p->matter.v);
		return store_append(app->store, en, p->bytes[i], e);
	}
	return store_append(app->store, en, p->bytes[i], e) &&
	       store_project_entry(app->store, en, e) && org_apply(&app->org, en, e);
}

bool passage_write(struct passage *p, struct err *e)
{
	if (!write_secrets(p, e)) {
		return false;
	}
	for (size_t i = 0; i < p->entries; i++) {
		if (!write_entry(p, i, e)) {
			return false;
		}
	}
	/* A list of escalations that was given but not needed is none. */
	if (p->m && p->m->kind != MATTER_NONE && p->entries > 0 &&
	    !store_matter_put(p->app->store, p->m, e)) {
		return false;
	}
	return !p->d || p->entries == 0 || store_project(p->app->store, p->before, p->d, e);
}

bool record_own(struct app *app, struct arena *a, struct entry *en, struct err *e)
{
	struct store_last last;
	struct buf bytes;
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	en->seq = last.seq + 1;
	en->version = kind_version(en->kind);
	buf_init(&bytes, LIMIT_ENTRY + 1);
	bool ok = entry_bytes(&bytes, a, en, e) &&
		  store_append(app->store, en, buf_view(&bytes), e) &&
		  store_project_entry(app->store, en, e);
	buf_done(&bytes);
	return ok;
}

bool command_record(struct app *app, const struct command *c, struct hash digest,
		    int64_t first, int64_t last, int64_t at, struct err *e)
{
	struct store_command row = { .first = first, .last = last, .at = at, .digest = digest };
	return store_command_put(app->store, c->key, &row, e);
}
