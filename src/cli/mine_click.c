/* What can be pressed in the report. */
#include "mine_click.h"

#include "mine_sieve.h"
#include "mine_still.h"

#include "base/json.h"
#include "base/markup.h"

enum { EVENTS_MOST = 100000, DATA_MOST = 32 << 20 };

/* All is put in as text; several ways chosen are any of them, all else holds together. */
static const char script[] =
	"const D=JSON.parse(document.getElementById('log').textContent),S=D.say,F=new Set();\n"
	"const all=(s,e=document)=>[...e.querySelectorAll(s)];\n"
	"const num=n=>n.toLocaleString(D.lang);\n"
	"const say=(k,o)=>S[k].replace(/\\{(\\w+)(#?)\\}/g,(_,x,m)=>m?num(o[x]):o[x]);\n"
	"const sec=u=>u*D.unit/1e6;\n"
	"const time=u=>{const s=Math.floor(sec(u)),d=Math.floor(s/86400),"
	"h=Math.floor(s%86400/3600),\n"
	"m=Math.floor(s%3600/60);return say(d?'days':h?'hours':m?'minutes':'seconds',"
	"{d,h,m,s:s%60})};\n"
	"const share=(n,of)=>of?(Math.floor((n*1000+Math.floor(of/2))/of)/10).toLocaleString("
	"D.lang,\n{minimumFractionDigits:1})+'%':'–';\n"
	"const quantile=(v,p)=>{const h=(v.length-1)*p,i=Math.floor(h);\n"
	"return i+1<v.length?v[i]+(h-i)*(v[i+1]-v[i]):v[i]};\n"
	"const median=v=>quantile(v.sort((a,b)=>a-b),.5);\n"
	"const name=k=>{const[x,y]=k.slice(1).split('-');return kind(k)||k[0]==='l'?sieved(k):\n"
	"k[0]==='a'?D.a[x]:k[0]==='e'?D.a[x]+' → '+D.a[y]:say('way',{n:+x+1})};\n"
	"const holds=(k,w)=>{const[x,y]=k.slice(1).split('-').map(Number);\n"
	"return kind(k)?true:k[0]==='l'?later(k,w):k[0]==='a'?w.includes(x):\n"
	"w.some((v,j)=>v===x&&w[j+1]===y)};\n"
	"const passes=(w,i)=>{const f=[...F],ways=f.filter(k=>k[0]==='w');\n"
	"return f.every(k=>k[0]==='w'||holds(k,w))&&(!ways.length||ways.includes('w'+i))};\n"
	"const study=()=>{const ok=D.w.map(passes),r={a:D.a.map(()=>[0,0]),e:new Map(),\n"
	"w:D.w.map(()=>0),l:[],cases:0,events:0,again:0};\n"
	"for(const c of sift(ok)){const w=D.w[c[0]],seen=new Set(),met=new Set();\n"
	"let sum=0;r.cases++;r.events+=w.length;r.w[c[0]]++;\n"
	"w.forEach((x,j)=>{r.a[x][0]++;if(!seen.has(x)){seen.add(x);r.a[x][1]++}\n"
	"if(j){const k='e'+w[j-1]+'-'+x,t=c[j+1];let e=r.e.get(k);\n"
	"if(!e)r.e.set(k,e={n:0,c:0,sum:0,t:[]});e.n++;e.sum+=t;e.t.push(t);sum+=t;\n"
	"if(!met.has(k)){met.add(k);e.c++}}});\n"
	"r.again+=seen.size<w.length;if(w.length)r.l.push([sum,c])}\n"
	"r.ways=r.w.filter(n=>n).length;r.l.sort((p,q)=>q[0]-p[0]);\n"
	"r.d=r.l.map(x=>x[0]).reverse();r.e.forEach(e=>e.median=median(e.t));return r};\n"
	"const put=(tag,text,cls)=>{const e=document.createElement(tag);\n"
	"if(text!==undefined)e.textContent=text;if(cls)e.className=cls;return e};\n"
	"const key=(k,text)=>{const b=put('button',text,'k');b.type='button';b.dataset.k=k;\n"
	"b.setAttribute('aria-pressed',F.has(k));return b};\n"
	"const MOST=200;\n"
	"const table=(id,heads,rows)=>{const t=document.getElementById(id),n=rows.length;\n"
	"const head=put('tr');heads.forEach(([h,c])=>{const e=put('th',S[h],c);e.scope='col';\n"
	"head.append(e)});const body=put('tbody');\n"
	"for(const row of rows.slice(0,MOST)){const tr=put('tr');\n"
	"row.forEach((v,i)=>{const td=put('td',undefined,heads[i][1]);\n"
	"if(v instanceof Node)td.append(v);else if(Array.isArray(v)){td.textContent=v[1];\n"
	"td.dataset.v=v[0]}else td.textContent=v;tr.append(td)});body.append(tr)}\n"
	"const th=put('thead');th.append(head);t.replaceChildren(th,body);\n"
	"t.closest('details').querySelector('p').textContent=\n"
	"say('rows',{n:Math.min(n,MOST),all:n})};\n"
	"const count=n=>[n,num(n)],span=u=>[sec(u),time(u)];\n"
	"const tables=r=>{\n"
	"table('t-a',[['activity'],['events','n'],['cases','n']],D.a.map((x,i)=>[i,...r.a[i]])\n"
	".filter(x=>x[1]).sort((p,q)=>q[1]-p[1]).map(([i,n,c])=>[key('a'+i,D.a[i]),"
	"count(n),count(c)]));\n"
	"table('t-e',[['passage'],['times','n'],['cases','n'],['mean','n'],['median',"
	"'n'],['sum','n']],\n"
	"[...r.e].sort((p,q)=>q[1].n-p[1].n).map(([k,e])=>[key(k,name(k)),count(e.n),count(e.c),\n"
	"span(e.sum/e.n),span(e.median),span(e.sum)]));\n"
	"table('t-w',[['way_head'],['cases','n'],['share','n'],['activities']],"
	"r.w.map((n,i)=>[i,n])\n"
	".filter(x=>x[1]).sort((p,q)=>q[1]-p[1]||before(D.w[p[0]],D.w[q[0]]))\n"
	".map(([i,n])=>[key('w'+i,name('w'+i)),count(n),share(n,r.cases),\n"
	"D.w[i].map(x=>D.a[x]).join(' → ')]));\n"
	"table('t-c',[['case'],['lasted','n'],['events','n'],['way_head']],r.l.map(([t,"
	"c])=>[c[1],span(t),\n"
	"count(D.w[c[0]].length),key('w'+c[0],name('w'+c[0]))]))};\n"
	"const set=(id,v,text)=>{for(const e of all('[data-c=\"'+id+'\"]')){e.textContent=text;\n"
	"e.dataset.v=v}};\n"
	"const cards=r=>{set('cases',r.cases,num(r.cases));set('events',r.events,num(r.events));\n"
	"set('variants',r.ways,num(r.ways));set('again',r.again,share(r.again,r.cases));\n"
	"const d=r.d.length,m=d?quantile(r.d,.5):0,p=d?quantile(r.d,.9):0;\n"
	"set('median',sec(m),d?time(m):'–');set('p90',sec(p),d?time(p):'–')};\n"
	"const there=(r,k)=>{const x=k.slice(1);return k[0]==='a'?r.a[x][0]:\n"
	"k[0]==='w'?r.w[x]:(r.e.get(k)||{n:0}).n};\n"
	"const first=(s,...v)=>{const t=all('#'+s+' svg>text');\n"
	"v.forEach((x,i)=>{if(t[i])t[i].textContent=x})};\n"
	"const map=r=>{const of=p=>all('#map svg [data-k^='+p+']').map(g=>there(r,g.dataset.k));\n"
	"const a=of('a'),nodes=a.filter(n=>n).length,sum=v=>v.reduce((x,y)=>x+y,0);\n"
	"first('map',say('map_of',r),say(nodes<a.length?'map_part':'map_drawn',{nodes,\n"
	"activities:r.a.filter(x=>x[0]).length,drawn:sum(of('e')),\n"
	"passages:sum([...r.e.values()].map(e=>e.n))}))};\n"
	/* As long as it is drawn for the commonest way of all. */
	"const FULL=D.c.filter(c=>!c[0]).length;\n"
	/* Ways that are left move up, most first; the others are nought. */
	"const ways=r=>{const rows=all('#variants svg [data-k^=w]').map(g=>{const[t,bar]=\n"
	"g.querySelectorAll('rect');return{g,bar,y:+t.getAttribute('y'),"
	"n:there(r,g.dataset.k)}});\n"
	"const y=rows.map(x=>x.y),on=rows.filter(x=>x.n)\n"
	".sort((p,q)=>q.n-p.n),sum=on.reduce((s,x)=>s+x.n,0);\n"
	"[...on,...rows.filter(x=>!x.n)].forEach((x,i)=>{const row=x.g.parentNode,\n"
	"t=x.g.querySelectorAll('text');row.style.opacity=x.n?1:.18;\n"
	"row.setAttribute('transform','translate(0,'+(y[i]-x.y)+')');\n"
	"x.bar.setAttribute('visibility',x.n?'visible':'hidden');\n"
	"x.bar.setAttribute('width',Math.max(1,Math.floor(60*x.n/FULL)));\n"
	"t[0].textContent=num(x.n);t[1].textContent=share(x.n,r.cases)});\n"
	"first('variants',say('ways_of',{n:on.length,all:r.ways,covered:sum,cases:r.cases,\n"
	"share:share(sum,r.cases)}))};\n"
	"const pictures=r=>{for(const g of all('svg [data-k]')){const n=there(r,g.dataset.k);\n"
	"g.setAttribute('aria-pressed',F.has(g.dataset.k));\n"
	"if(g.closest('#variants'))continue;g.style.opacity=n?1:.18;\n"
	"const t=g.querySelectorAll('text');\n"
	"if(g.dataset.k[0]==='a'&&t.length===2)t[1].textContent=say('node',{n})}\n"
	"for(const g of all('svg [data-l]')){const e=r.e.get(g.dataset.l);\n"
	"g.querySelector('text').textContent=e?say('label',{n:e.n,median:time(e.median)}):''}\n"
	"map(r);ways(r)};\n"
	"const chips=r=>{const p=document.getElementById('chips');fill();\n"
	"p.replaceChildren(...[...F].map(k=>key(k,name(k)+' ×')));\n"
	"if(F.size){const b=put('button',S.clear);b.type='button';\n"
	"b.onclick=()=>{F.clear();show()};p.append(b)}\n"
	"let n=0,sum=0;const by=r.w.filter(x=>x).sort((a,b)=>b-a);\n"
	"while(sum<.8*r.cases)sum+=by[n++];\n"
	"document.getElementById('said').textContent=say(F.size?'some':'none',\n"
	"{cases:r.cases,all:D.c.length,ways:r.ways,n});\n"
	"document.body.classList.toggle('filtered',F.size>0)};\n"
	"const show=()=>{const f=document.activeElement,k=f&&f.dataset&&f.dataset.k,\n"
	"at=f&&f.closest&&f.closest('table,#chips,section');const r=study();\n"
	"chips(r);cards(r);tables(r);pictures(r);\n"
	"if(k&&at&&!f.isConnected){const e=at.querySelector('[data-k=\"'+k+'\"]')\n"
	"||document.getElementById('said');e.focus()}};\n"
	"const toggle=k=>{F.has(k)?F.delete(k):F.add(k);show()};\n"
	"document.addEventListener('click',e=>{const g=e.target.closest('[data-k]');\n"
	"if(g)toggle(g.dataset.k)});\n"
	"document.addEventListener('keydown',e=>{if((e.key==='Enter'||e.key===' ')&&\n"
	"e.target.matches('svg [data-k]')){e.preventDefault();toggle(e.target.dataset.k)}});\n"
	"for(const g of all('svg [data-k]')){const t=g.querySelector('title');g.tabIndex=0;\n"
	"g.setAttribute('role','button');g.setAttribute('aria-label',t?t.textContent:'');\n"
	"g.closest('svg').setAttribute('role','group')}\n"
	"document.body.classList.add('live');\n";
static const char start[] = "show();\n";

/* ---- what it reads ---- */

static int64_t gcd(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* The largest unit in which all passages are whole, so that the file is small and exact. */
static int64_t unit_of(const struct mine_view *v)
{
	int64_t unit = 0;

	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			unit = gcd(v->time[i] - v->time[i - 1], unit);
		}
	}
	return unit > 0 ? unit : MINE_SECOND;
}

static void put_names(struct buf *b, const struct mine_found *f)
{
	buf_text(b, ",\"a\":[");
	for (int32_t i = 0; i < f->s.log->activities.n; i++) {
		buf_text(b, i > 0 ? "," : "");
		json_write_str(b, mine_activity(f, i));
	}
	buf_text(b, "]");
}

static void put_ways(struct buf *b, const struct mine_study *s)
{
	const struct mine_view *v = &s->view;

	buf_text(b, ",\"w\":[");
	for (size_t i = 0; i < s->variants.n; i++) {
		uint32_t like = s->variants.variant[i].like;

		buf_text(b, i > 0 ? ",[" : "[");
		for (size_t k = v->start[like]; k < v->start[like + 1]; k++) {
			buf_fmt(b, k > v->start[like] ? ",%d" : "%d", v->activity[k]);
		}
		buf_text(b, "]");
	}
	buf_text(b, "]");
}

/* Its way, its name, and how long each passage took. */
static void put_cases(struct buf *b, struct arena *a, const struct mine_found *f, int64_t unit)
{
	const struct mine_study *s = &f->s;
	const struct mine_view *v = &s->view;
	struct arena scratch;
	bool first = true;

	arena_init(&scratch, 0);
	const uint32_t *way = mine_variant_of(a, &scratch, v, &s->variants);

	arena_done(&scratch);
	buf_text(b, ",\"c\":[");
	for (size_t c = 0; c < v->cases; c++) {
		if (!mine_kept(v, c)) {
			continue;
		}
		buf_fmt(b, first ? "[%u," : ",[%u,", way[c]);
		json_write_str(b, mine_case(a, f, (int32_t)c));
		for (size_t i = v->start[c] + (size_t)1; i < v->start[c + 1]; i++) {
			buf_fmt(b, ",%lld", (long long)((v->time[i] - v->time[i - 1]) / unit));
		}
		buf_text(b, "]");
		first = false;
	}
	buf_text(b, "]");
}

static void put_words(struct buf *b, enum text_lang lang)
{
	static const struct { const char *name, *key; } of[] = {
		{ "days", "mine.days" }, { "hours", "mine.hours" }, { "minutes", "mine.minutes" },
		{ "seconds", "mine.seconds" }, { "node", "mine.node_events" },
		{ "label", "mine.edge_label" }, { "rows", "report.rows" },
		{ "activity", "mine.activity" }, { "events", "mine.events" },
		{ "cases", "mine.cases" }, { "times", "mine.times" }, { "mean", "mine.mean" },
		{ "median", "mine.median" }, { "passage", "report.passage" },
		{ "sum", "report.sum" }, { "way", "report.way" }, { "way_head", "mine.way" },
		{ "share", "report.share" }, { "activities", "report.activities" },
		{ "case", "report.case" }, { "lasted", "report.lasted" },
		{ "map_of", "mine.map_of" }, { "map_drawn", "mine.map_drawn" },
		{ "map_part", "mine.map_part" }, { "ways_of", "draw.variants_of" },
		{ "some", "report.chosen" }, { "none", "report.chosen_none" },
		{ "clear", "report.clear" }, { "sieve_band", "flow.filter.band" },
		{ "sieve_least", "flow.filter.least" }, { "sieve_most", "flow.filter.most" },
		{ "sieve_ways", "flow.filter.ways" }, { "sieve_started", "report.started" },
	};

	buf_fmt(b, "{\"lang\":\"%s\",\"say\":{", lang == TEXT_EN ? "en" : "vi");
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		buf_fmt(b, "%s\"%s\":", i > 0 ? "," : "", of[i].name);
		json_write_str(b, text_get(lang, of[i].key));
	}
	buf_text(b, "}");
}

/* Within an element of script only "<" could end it. */
static void put_data(struct buf *to, const struct buf *data)
{
	for (size_t i = 0; i < data->n; i++) {
		if (data->p[i] == '<') {
			buf_text(to, "\\u003c");
		} else {
			buf_char(to, data->p[i]);
		}
	}
}

/* ---- the section ---- */

static bool too_large(const struct mine_study *s)
{
	return s->flow.events > EVENTS_MOST || s->flow.cases > EVENTS_MOST;
}

static void head(struct buf *b, struct mine_words w, const struct mine_found *f)
{
	struct text_arg arg[] = { { "events", str_int(w.arena, (int64_t)f->s.flow.events) },
				  { "max", str_int(w.arena, EVENTS_MOST) } };

	buf_text(b, "<section id=\"chosen\"><h2><span class=\"on\">");
	markup_text(b, mine_say0(w, "report.click"));
	buf_text(b, "</span><span class=\"off\">");
	markup_text(b, mine_say0(w, "report.table"));
	if (too_large(&f->s)) {
		buf_text(b, "</span></h2><p>");
		markup_text(b, mine_say(w, "report.click_off", arg, ARRAY_LEN(arg)));
		buf_text(b, "</p>\n");
		return;
	}
	buf_text(b, "</span></h2><p class=\"on\">");
	markup_text(b, mine_say0(w, "report.click_about"));
	buf_text(b, "</p><p id=\"said\" class=\"on\" role=\"status\" tabindex=\"-1\"></p>"
		 "<div id=\"chips\"></div>\n");
	mine_sieve_form(b, w, f);
}

void mine_click_section(struct buf *b, struct mine_words w, const struct mine_found *f)
{
	head(b, w, f);
	mine_still_part(b, w, f, STILL_ACTIVITIES);
	mine_still_part(b, w, f, STILL_PASSAGES);
	mine_still_part(b, w, f, STILL_WAYS);
	mine_still_part(b, w, f, STILL_CASES);
	buf_text(b, "</section>\n");
}

void mine_click_script(struct buf *b, struct mine_words w, const struct mine_found *f)
{
	int64_t unit = unit_of(&f->s.view);
	struct buf data;

	if (too_large(&f->s)) {
		return;
	}
	buf_init(&data, DATA_MOST);
	put_words(&data, w.lang);
	buf_fmt(&data, ",\"unit\":%lld", (long long)unit);
	put_names(&data, f);
	put_ways(&data, &f->s);
	put_cases(&data, w.arena, f, unit);
	mine_sieve_data(&data, f);
	buf_text(&data, "}");
	buf_text(b, "<script type=\"application/json\" id=\"log\">");
	put_data(b, &data);
	buf_text(b, "</script>\n<script>\n");
	buf_text(b, script);
	buf_text(b, mine_sieve_script);
	buf_text(b, start);
	buf_text(b, "</script>\n");
	buf_done(&data);
}
