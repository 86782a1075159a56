#!/usr/bin/env node
// The report of `dunghen mine --html`: what is pressed in it is counted anew in the browser, and
// says what `dunghen mine --filter` says of the same log; without scripts it is whole and still.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { launch, finish, ok, is, like } = require('./lib.js');

const DUNGHEN = process.env.DUNGHEN || 'build/dunghen';
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'));
const SHOTS = process.env.SHOTS;	/* a folder for pictures */

/* A log of chance, the same every time: microseconds too, names that are no HTML, ties. */
function log(cases)
{
	let seed = 42, text = 'case,activity,time,resource\n';
	const chance = (n) => {
		seed = (seed * 1103515245 + 12345) % 2147483648;
		return Math.floor(seed / 2147483648 * n);
	};
	const steps = ['receive', 'check </script><b>', 'ask & wait', 'sign', 'hand out'];
	for (let c = 0; c < cases; c++) {
		let t = Date.UTC(2026, 0, 5) + chance(90 * 86400) * 1000;
		for (let i = 0; i < steps.length; i++) {
			if (chance(5) === 0) {
				continue;
			}
			for (let k = 0; k <= (chance(6) === 0 ? 1 + chance(2) : 0); k++) {
				text += `c${c},"${steps[i]}",${new Date(t).toISOString().replace('Z', `${chance(10)}00Z`)},r${chance(4)}\n`;
				t += chance(3) === 0 ? 0 : chance(5 * 86400) * 1000 + chance(1000);
			}
		}
	}
	return text;
}

const mined = (...filters) => JSON.parse(execFileSync(DUNGHEN,
	['mine', path.join(dir, 'log.csv'), '--json', ...filters.flatMap((f) => ['--filter', f])], { encoding: 'utf8', maxBuffer: 1 << 26 }));

const near = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

/* What the page shows, out of its tables: exact values stand in data-v. */
const shown = (page) => page.evaluate(() => {
	const rows = (id) => [...document.querySelectorAll(`#${id} tbody tr`)].map((r) =>
		({ key: r.querySelector('button').dataset.k, name: r.querySelector('button').textContent,
		   first: r.cells[0].textContent, v: [...r.cells].map((c) => Number(c.dataset.v)) }));
	const card = (n) => Number(document.querySelector(`[data-c="${n}"]`).dataset.v);
	return { a: rows('t-a'), e: rows('t-e'), w: rows('t-w'), c: rows('t-c'),
		 cases: card('cases'), events: card('events'), ways: card('variants'), median: card('median'), p90: card('p90') };
});

async function same(page, name, ...filters)
{
	const have = await shown(page), want = mined(...filters);
	is(`${have.cases} ${have.events} ${have.ways}`, `${want.log.cases} ${want.log.events} ${want.variants.length}`, `${name}: cases, events, ways`);
	ok(near(have.median, want.duration.median_s) && near(have.p90, want.duration.p90_s), `${name}: how long they last`,
	   JSON.stringify([have.median, have.p90, want.duration]));
	const activities = Object.fromEntries(want.activities.filter((a) => a.events).map((a) => [a.name, `${a.events} ${a.cases}`]));
	is(JSON.stringify(Object.fromEntries(have.a.map((r) => [r.name, `${r.v[1]} ${r.v[2]}`]).sort())), JSON.stringify(Object.fromEntries(Object.entries(activities).sort())), `${name}: activities`);
	const edges = new Map(want.dfg.map((e) => [`${e.from} → ${e.to}`, e]));
	is(have.e.length, edges.size, `${name}: as many passages`);
	const wrong = have.e.filter((r) => {
		const e = edges.get(r.name);
		return !e || r.v[1] !== e.count || r.v[2] !== e.cases || !near(r.v[3], e.mean_s) || !near(r.v[4], e.median_s) || !near(r.v[5], e.sum_s);
	});
	is(wrong.map((r) => r.name).join(), '', `${name}: passages with their means, medians and sums`);
	is(have.w.map((r) => r.v[1]).join(), want.variants.slice(0, 200).map((v) => v.cases).join(), `${name}: ways`);
	ok(have.c.every((r, i) => i === 0 || have.c[i - 1].v[1] >= r.v[1]), `${name}: the longest cases first`);
	return have;
}

(async () => {
	fs.writeFileSync(path.join(dir, 'log.csv'), log(240));
	execFileSync(DUNGHEN, ['mine', path.join(dir, 'log.csv'), '--html', path.join(dir, 'report.html'), '--lang', 'en']);
	/* Many that follow one, and one that follows them: a wide map. */
	fs.writeFileSync(path.join(dir, 'wide.csv'), `case,activity,time,resource\n${Array.from({ length: 200 }, (_, i) =>
		['first of all', `one of many things that may be done ${i % 14}`, 'last of all'].map((a, k) => `${i},${a},2026-01-05T0${k}:00:00Z,r${i % 3}\n`).join('')).join('')}`);
	execFileSync(DUNGHEN, ['mine', path.join(dir, 'wide.csv'), '--html', path.join(dir, 'wide.html'), '--lang', 'en']);
	const browser = await launch(dir);
	const open = async (o = {}) => {
		const context = await browser.newContext({ viewport: { width: 1240, height: 900 }, ...o });
		const page = await context.newPage();
		page.faults = [];
		page.asked = [];
		page.on('pageerror', (e) => page.faults.push(e.message));
		page.on('request', (r) => page.asked.push(r.url()));
		await page.goto(`file://${path.join(dir, o.file || 'report.html')}`);
		return page;
	};
	const page = await open();
	const first = await same(page, 'nothing chosen');
	ok(await page.locator('#chosen').isVisible(), 'what can be pressed is told');
	is(await page.locator('main b:text-is("")').count(), 0, 'names are no HTML');

	/* ---- what pictures say of themselves ---- */
	const texts = (p) => p.locator('svg text').evaluateAll((all) => all.map((t) => t.textContent).join('\n'));
	const said = (p, id) => p.locator(`#${id} svg > text`).evaluateAll((all) => all.slice(0, 2).map((t) => t.textContent).join(' '));
	const still = await open({ javaScriptEnabled: false });
	const untouched = await texts(still);
	is(await texts(page), untouched, 'before anything is pressed pictures say what they say without scripts');
	like(untouched, /^15 of \d+ ways, \d+ of 240 cases \(\d+\.\d%\)\.$/m, 'the ways how many they are of how many');
	/* That line of a picture of the command line, with the same filters. */
	const drawn = (...filters) => {
		execFileSync(DUNGHEN, ['mine', path.join(dir, 'log.csv'), '--svg', path.join(dir, 'one.svg'), '--lang', 'en',
				       ...filters.flatMap((f) => ['--filter', f])]);
		return [...fs.readFileSync(path.join(dir, 'one.svg'), 'utf8').matchAll(/^<text[^>]*>([^<]*)</gm)].slice(1, 3).map((m) => m[1]).join(' ');
	};

	const check0 = first.a.find((r) => r.name.startsWith('check')).name;

	/* ---- pressed in pictures ---- */
	const map = page.locator('#map svg [data-k^="a"]');
	ok(await map.count() >= 5, 'activities of the map');
	const check = first.a.find((r) => r.name.startsWith('check'));
	await page.locator(`#map svg [data-k="${check.key}"]`).click();
	await same(page, 'an activity', `activity:${check.name}`);
	const edge = first.e.find((r) => r.name === 'ask & wait → sign');
	await page.locator(`#map svg [data-k="${edge.key}"]`).focus();
	await page.keyboard.press('Enter');
	const both = await same(page, 'and a line, by keyboard', `activity:${check.name}`, 'next:ask & wait>sign');
	like(await page.locator('#said').innerText(), new RegExp(`^${both.cases} of 240 cases`), 'said in words');
	is(await page.locator('#chips button').count(), 3, 'both can be dropped, and all');
	const label = await page.locator(`#map svg [data-l="${edge.key}"] text`).textContent();
	like(label, new RegExp(`^${both.e.find((r) => r.key === edge.key).v[1]} · `), 'the map counts what is chosen');
	is(await page.locator(`#map svg [data-k="${check.key}"] text`).nth(1).textContent(), `${both.a.find((r) => r.key === check.key).v[1]} events`, 'its boxes too');
	is(await said(page, 'map'), drawn(`activity:${check.name}`, 'next:ask & wait>sign'), 'and its line is that of the same filter');
	ok(await page.locator('#heat .all').isVisible() && !(await page.locator('#map .all').isVisible()), 'what is still of all says so');
	if (SHOTS) {
		await page.screenshot({ path: path.join(SHOTS, 'report.png'), fullPage: true });
	}
	await page.locator('#chips button').first().click();
	await same(page, 'one dropped', 'next:ask & wait>sign');
	await page.locator('#chips button').last().click();
	await same(page, 'all dropped');
	is(await texts(page), untouched, 'and pictures say what they did');

	/* ---- chosen in the form ---- */
	const fill = async (values) => {
		for (const [id, v] of Object.entries(values)) {
			const e = page.locator(`#q-${id}`);
			await (await e.evaluate((x) => x.tagName) === 'SELECT' ? e.selectOption(v) : e.fill(v));
		}
		await page.locator('#q-form button').click();
	};
	const id = (n) => first.a.find((r) => r.name.startsWith(n)).key.slice(1);
	const wide = await page.locator('#q-form').evaluate((f) => f.getBoundingClientRect().right > document.documentElement.clientWidth);
	ok(!wide, 'the form is no wider than the page');
	await fill({ least: '24', most: '120.5' });
	await same(page, 'a band of durations', 'duration:24h/7230m');
	const bars = () => page.locator('#variants svg [data-k^=w]').evaluateAll((all) => all.map((g) =>
		[g.querySelector('text').textContent, g.querySelectorAll('rect')[1]].map((x) => Number(x.getAttribute ? x.getAttribute('width') : x))));
	const full = first.w[0].v[1];
	is((await bars()).filter(([n, w]) => n && w !== Math.max(1, Math.floor(60 * n / full))).length, 0, 'bars of ways are as long as what is left of them');
	is(await page.evaluate(() => document.activeElement.id), 'said', 'what came of it is read');
	await fill({ most: '' });
	await same(page, 'with one end', 'duration:24h/');
	await page.locator('#chips button').first().click();
	is(await page.locator('#q-least').inputValue(), '', 'dropped, the form is empty');
	await fill({ since: '2026-02-01', until: '2026-02-28' });
	await same(page, 'by when they begin', 'started:2026-02-01/2026-02-28');
	await fill({ from: id('check'), to: id('hand') });
	await same(page, 'and what comes sooner or later', 'started:2026-02-01/2026-02-28', `later:${check0}>hand out`);
	await fill({ ways: '50' });
	await same(page, 'and the commonest ways of what is left', 'started:2026-02-01/2026-02-28', `later:${check0}>hand out`, 'variants:50%');
	is(await page.locator('#chips button').count(), 4, 'three that hold, and all');
	await page.locator('#chips button').last().click();
	await fill({ ways: '80' });
	await same(page, 'the commonest ways', 'variants:80%');
	await page.locator(`#map svg [data-k="a${id('sign')}"]`).click();
	await same(page, 'with one that was pressed', 'variants:80%', 'activity:sign');
	await page.locator('#chips button').last().click();
	await same(page, 'none again');
	is(await texts(page), untouched, 'and pictures are as they were');
	is((await bars()).map((b) => b[1]).join(), await still.locator('#variants svg [data-k^=w]').evaluateAll((all) => all.map((g) => g.querySelectorAll('rect')[1].getAttribute('width')).join()), 'bars too');

	/* ---- ways, and in tables ---- */
	await page.locator('#variants svg [data-k="w0"]').click();
	const way = await shown(page);
	is(way.cases, first.w[0].v[1], 'one way has as many cases as it says');
	is(way.ways, 1, 'and is one way');
	const rows = () => page.locator('#variants svg [data-k^=w]').evaluateAll((all) => all
		.map((g) => ({ y: g.getBoundingClientRect().top, t: [...g.querySelectorAll('text')].map((t) => t.textContent).join(' ') }))
		.sort((a, b) => a.y - b.y).map((r) => r.t));
	is((await rows()).slice(0, 2).join(), `${way.cases} 100.0%,0 0.0%`, 'the others have none');
	like(await said(page, 'variants'), new RegExp(`^1 of 1 ways, ${way.cases} of ${way.cases} cases \\(100.0%\\)`), 'the line above them says so');
	await page.locator('#variants svg [data-k="w1"]').click();
	is((await shown(page)).cases, first.w[0].v[1] + first.w[1].v[1], 'two ways are either');
	await page.locator('#chips button').last().click();
	await page.locator(`#variants svg [data-k="w1"]`).click();
	is((await rows())[0], `${first.w[1].v[1]} 100.0%`, 'a way that is left moves up');
	await page.locator('#chips button').last().click();
	await page.locator('#t-a').evaluate((t) => { t.closest('details').open = true; });
	await page.locator(`#t-a button[data-k="${check.key}"]`).focus();
	await page.keyboard.press('Space');
	await same(page, 'a row of a table', `activity:${check.name}`);
	is(await page.evaluate(() => document.activeElement.dataset.k), check.key, 'which keeps the focus');
	is(await page.evaluate(() => getComputedStyle(document.activeElement).fontWeight), '700', 'and looks chosen');
	await page.locator('#chips button').last().click();

	/* ---- sound ---- */
	for (const d of await page.locator('details').all()) {
		await d.evaluate((e) => { e.open = true; });
	}
	await page.evaluate(AXE);
	const axe = await page.evaluate(() => window.axe.run(document));
	is(axe.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`).join('\n'), '', 'axe finds nothing');
	is(page.faults.join(), '', 'no fault of a script');
	is(page.asked.filter((u) => !u.startsWith('file:')).join(), '', 'nothing is asked of the network');
	is(await still.locator('#chosen .on:visible, nav .on:visible, button:visible').count(), 0, 'without scripts nothing is there that would not work');
	for (const id of ['t-a', 't-e', 't-c']) {
		const read = (p) => p.locator(`#${id} tbody tr`).evaluateAll((rows) => rows.map((r) => [...r.cells].slice(0, 3).map((c) => c.textContent).join('|')).sort().join('\n'));
		ok((await read(still)).length > 20, `${id} is filled`);
		is(await read(still), await read(page), `${id} says what it says with scripts`);
	}
	is(await still.locator('[data-c="cases"]').textContent(), '240', 'and the report is whole');
	ok(await still.locator('section svg').count() >= 12, 'with its pictures');

	/* ---- on paper ---- */
	for (const file of ['report.html', 'wide.html']) {
		const paper = await open({ javaScriptEnabled: false, viewport: { width: 688, height: 1000 }, file });
		await paper.emulateMedia({ media: 'print' });
		is(await paper.evaluate(() => [...document.querySelectorAll('svg, table')].filter((e) => e.getBoundingClientRect().width > 0 &&
			e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((e) => e.textContent.slice(0, 30)).join()), '', `${file}: nothing is wider than A4`);
		is(await paper.locator('details:not([open]) table:visible').count(), await paper.locator('details:not(.on) table').count(), `${file}: tables are open`);
	}

	const printed = await open();
	await printed.emulateMedia({ media: 'print' });
	is(await printed.locator('input:visible, nav:visible').count(), 0, 'nothing to be typed into is printed');
	await printed.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
	is(await printed.locator('#t-c tbody tr:visible').count(), 40, 'a long table is printed as far as it is said');
	ok(await printed.locator('.sheet').isVisible(), 'and it is said');

	/* ---- names that are wide, and names that begin alike ---- */
	const names = ['TRẢ KẾT QUẢ CHO CÔNG DÂN', 'LÃNH ĐẠO PHÒNG XEM XÉT', 'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW', 'W W W W W W W W W W W W W W W W W W W W W W W W W W W W',
		       'Ưỡn ười Ơ Ở Đ đ ắ ằ Ộ Ệ ườn ươn ƯƠN ƯỜN', 'Tiếp nhận, kiểm tra, số hoá hồ sơ của công dân', 'Tiếp nhận, kiểm tra, số hoá hồ sơ của doanh nghiệp'];
	fs.writeFileSync(path.join(dir, 'names.csv'), `case,activity,time\n${names.map((n, i) => `1,"${n}",2026-01-05T0${i}:00:00Z\n`).join('')}`);
	execFileSync(DUNGHEN, ['mine', path.join(dir, 'names.csv'), '--html', path.join(dir, 'names.html')]);
	execFileSync(DUNGHEN, ['mine', path.join(dir, 'names.csv'), '--model', '--svg', path.join(dir, 'names.svg')]);
	fs.writeFileSync(path.join(dir, 'two.csv'), 'case,activity,time\n1,nộp,2026-01-05T01:00:00Z\n1,trả,2026-01-05T02:00:00Z\n');
	execFileSync(DUNGHEN, ['mine', path.join(dir, 'two.csv'), '--model', '--noise', '0.3', '--svg', path.join(dir, 'two.svg')]);
	for (const [file, within, n] of [['names.html', '#map svg ', names.length], ['names.svg', '', names.length], ['two.svg', '', 2]]) {
		const drawing = await open({ file });
		const boxes = await drawing.locator(`${within}g:has(> rect)`).evaluateAll((all) => all.map((g) => {
			const box = g.querySelector('rect').getBBox();
			return { name: [...g.querySelectorAll('text')].slice(0, -1).map((t) => t.textContent).join(' '),
				 out: [...g.querySelectorAll('text')].filter((t) => t.getBBox().x < box.x || t.getBBox().x + t.getBBox().width > box.x + box.width).map((t) => t.textContent) };
		}));
		is(boxes.flatMap((b) => b.out).join(), '', `${file}: names stand in their boxes`);
		is(new Set(boxes.map((b) => b.name)).size, n, `${file}: no two are the same`);
		is(await drawing.locator(`${within}text`).evaluateAll((all) => all.filter((t) => {
			const frame = t.ownerSVGElement.viewBox.baseVal, b = t.getBBox();
			return b.x < 0 || b.x + b.width > frame.width;
		}).map((t) => t.textContent).join()), '', `${file}: nor does a sentence leave the frame`);
	}

	/* ---- too large ---- */
	let many = 'case,activity,time\n';
	for (let i = 0; i < 100001; i++) {
		many += `c${i % 500},a${i % 7},2026-01-05T08:00:0${i % 10}Z\n`;
	}
	fs.writeFileSync(path.join(dir, 'many.csv'), many);
	execFileSync(DUNGHEN, ['mine', path.join(dir, 'many.csv'), '--html', path.join(dir, 'many.html'), '--lang', 'en']);
	const large = await open({ file: 'many.html' });
	like(await large.locator('#chosen').innerText(), /more than 100,000: this file does not bring it along/, 'a log that is too large is not brought along, and said so');
	is(await large.locator('#log').count(), 0, 'it is not there');
	is(large.faults.join(), '', 'and nothing fails');
	await browser.close();
})().catch((e) => ok(false, 'the test runs to its end', e.stack)).then(() => {
	fs.rmSync(dir, { recursive: true, force: true });
	finish();
});
