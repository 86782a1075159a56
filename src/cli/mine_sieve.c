/* Filters of a report that are chosen in a form. */
#include "mine_sieve.h"

#include "base/markup.h"

/* Keys of F, one of each kind but "l": d24-120 hours, s2026-01-01_2026-03-31, l3-5 a step and
 * one sooner or later after it, v80 per cent of the cases. The commonest ways look last. */
const char mine_sieve_script[] =
	"const kind=k=>'dsv'.includes(k[0]),ends=k=>k.slice(1).split(k[0]==='s'?'_':'-');\n"
	"const sieved=k=>{const[a,b]=ends(k);return k[0]==='l'?D.a[a]+' → … → '+D.a[b]:\n"
	"k[0]==='v'?say('sieve_ways',{a}):k[0]==='s'?say('sieve_started',{a:a||'…',b:b||'…'}):\n"
	"say(a&&b?'sieve_band':a?'sieve_least':'sieve_most',{a:a||b,b})};\n"
	"const later=(k,w)=>{const[x,y]=ends(k).map(Number),i=w.indexOf(x);\n"
	"return i>=0&&w.indexOf(y,i+1)>=0};\n"
	"const day=d=>Date.parse(d+'T00:00:00Z')/1000-D.zone;\n"
	"const lies=(v,a,b)=>(a===''||v>=a)&&(b===''||v<=b);\n"
	"const fits=(c,i)=>[...F].every(k=>{const[a,b]=ends(k),of=f=>[a&&f(a),b&&f(b)];\n"
	"if(k[0]==='d')return D.w[c[0]].length&&lies(c.slice(2).reduce((x,y)=>x+y,0)*D.unit,\n"
	"...of(h=>h*36e8));\n"
	"return k[0]!=='s'||(D.s[i]!==null&&lies(D.s[i],a&&day(a),b&&day(b)+86399))});\n"
	"const before=(p,q)=>{for(let i=0;i<p.length&&i<q.length;i++)\n"
	"if(p[i]!==q[i])return D.k[p[i]]-D.k[q[i]];return p.length-q.length};\n"
	"const sift=ok=>{const s=D.c.filter((c,i)=>ok[c[0]]&&fits(c,i)),n=D.w.map(()=>0);\n"
	"const v=[...F].find(k=>k[0]==='v');if(!v)return s;s.forEach(c=>n[c[0]]++);\n"
	"const keep=new Set();let sum=0;for(const i of n.map((x,i)=>i).filter(i=>n[i])\n"
	".sort((p,q)=>n[q]-n[p]||before(D.w[p],D.w[q]))){if(sum*100>=s.length*v.slice(1))break;\n"
	"sum+=n[i];keep.add(i)}return s.filter(c=>keep.has(c[0]))};\n"
	"const at=id=>document.getElementById('q-'+id),of=x=>[...F].find(k=>k[0]===x);\n"
	"const fill=()=>{const[a,b]=of('d')?ends(of('d')):['',''],[s,t]=of('s')?ends(of('s'))\n"
	":['',''];at('least').value=a;at('most').value=b;at('since').value=s;at('until').value=t;\n"
	"at('ways').value=of('v')?of('v').slice(1):''};\n"
	"const choose=(x,k)=>{for(const o of[...F])if(o[0]===x)F.delete(o);if(k)F.add(k)};\n"
	"at('form').addEventListener('submit',e=>{e.preventDefault();\n"
	"const v=id=>at(id).value.trim(),both=(x,p,q,m)=>choose(x,p||q?x+p+m+q:'');\n"
	"both('d',v('least'),v('most'),'-');both('s',v('since'),v('until'),'_');\n"
	"choose('v',v('ways')?'v'+v('ways'):'');if(v('from')&&v('to'))F.add('l'+v('from')+'-'+\n"
	"v('to'));at('from').value=at('to').value='';show();\n"
	"document.getElementById('said').focus()});\n";

static void label(struct buf *b, struct mine_words w, const char *id, const char *key)
{
	buf_fmt(b, "<label for=\"q-%s\">", id);
	markup_text(b, mine_say0(w, key));
	buf_text(b, "</label>");
}

static void input(struct buf *b, struct mine_words w, const char *id, const char *key,
		  const char *type)
{
	buf_text(b, "<div>");
	label(b, w, id, key);
	buf_fmt(b, "<input id=\"q-%s\" %s></div>", id, type);
}

static void option(struct buf *b, struct str value, struct str text)
{
	buf_text(b, "<option value=\"");
	markup_text(b, value);
	buf_text(b, "\">");
	markup_text(b, text);
	buf_text(b, "</option>");
}

/* By their names. */
static void steps(struct buf *b, struct mine_words w, const struct mine_found *f, const char *id,
		  const char *key)
{
	int32_t n = f->s.log->activities.n;
	const int32_t *order = mine_by_rank(w.arena, f->s.activity_rank, n);

	buf_text(b, "<div>");
	label(b, w, id, key);
	buf_fmt(b, "<select id=\"q-%s\">", id);
	option(b, STR(""), STR("–"));
	for (int32_t i = 0; i < n; i++) {
		option(b, str_int(w.arena, order[i]), mine_activity(f, order[i]));
	}
	buf_text(b, "</select></div>");
}

static void ways(struct buf *b, struct mine_words w)
{
	static const int of[] = { 50, 80, 95 };

	buf_text(b, "<div>");
	label(b, w, "ways", "flow.ways");
	buf_text(b, "<select id=\"q-ways\">");
	option(b, STR(""), mine_say0(w, "flow.ways.any"));
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		struct str n = str_int(w.arena, of[i]);
		struct text_arg arg = { "n", n };

		option(b, n, mine_say(w, "flow.ways.of", &arg, 1));
	}
	buf_text(b, "</select></div>");
}

void mine_sieve_form(struct buf *b, struct mine_words w, const struct mine_found *f)
{
	static const char number[] = "type=\"number\" min=\"0\" step=\"any\"";

	buf_text(b, "<form id=\"q-form\" class=\"on sieve\">");
	input(b, w, "least", "flow.least", number);
	input(b, w, "most", "flow.most", number);
	input(b, w, "since", "report.since", "type=\"date\"");
	input(b, w, "until", "report.until", "type=\"date\"");
	steps(b, w, f, "from", "flow.from");
	steps(b, w, f, "to", "report.later");
	ways(b, w);
	buf_text(b, "<button>");
	markup_text(b, mine_say0(w, "report.sift"));
	buf_text(b, "</button></form>\n");
}

void mine_sieve_data(struct buf *b, const struct mine_found *f)
{
	const struct mine_view *v = &f->s.view;
	const char *comma = "";

	buf_fmt(b, ",\"zone\":%d,\"k\":[", f->s.zone_s);
	for (int32_t i = 0; i < f->s.log->activities.n; i++) {
		buf_fmt(b, i > 0 ? ",%d" : "%d", f->s.activity_rank[i]);
	}
	buf_text(b, "],\"s\":[");
	for (size_t c = 0; c < v->cases; c++) {
		if (!mine_kept(v, c)) {
			continue;
		}
		if (v->start[c] == v->start[c + 1]) {
			buf_fmt(b, "%snull", comma);
		} else {
			int64_t us = v->time[v->start[c]], s = us / MINE_SECOND;

			buf_fmt(b, "%s%lld", comma, (long long)(s - (us % MINE_SECOND < 0)));
		}
		comma = ",";
	}
	buf_text(b, "]");
}
