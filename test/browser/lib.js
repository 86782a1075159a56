/*
 * A served demo province and a browser for the tests of this folder: TAP, people who
 * sign in, and axe.
 *
 *   house({ dossiers: 150 }, async (h) => { … })
 *
 * builds a province (fixed seed and days), lets `before(db)` look at it or change it
 * by command (what it returns is the body's second argument), serves it, opens
 * chromium, runs the body and takes all down again; a body that throws is a failed test. Wait for what a
 * page shows, never for time.
 */
'use strict';

const { spawn, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { chromium } = require('playwright-core');

const DUNGHEN = process.env.DUNGHEN || 'build/dunghen';
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WAIT_MS = 20000;

/* The last working day of the province: what a date forbids must not hang on the day of the
 * test. */
const CLOCK = '2026-11-27T10:00';

const WIDE = { width: 1240, height: 900 };
const PHONE = { width: 320, height: 640 };

/* ---- TAP ---- */

let count = 0, failed = 0;

function ok(good, name, detail)
{
	count++;
	failed += good ? 0 : 1;
	console.log(`${good ? 'ok' : 'not ok'} ${count} - ${String(name).replace(/[#\n]/g, ' ')}`);
	if (!good && detail !== undefined) {
		console.log(String(detail).replace(/^/gm, '# '));
	}
	return good;
}

const is = (got, want, name) => ok(got === want, name, `got:  ${got}\nwant: ${want}`);
const like = (got, want, name) =>
	ok(want.test(got), name, `got: ${String(got).slice(0, 600)}\nwant: ${want}`);

function finish()
{
	console.log(`1..${count}`);
	process.exitCode = failed > 0 || count === 0 ? 1 : 0;
}

/* ---- the province ---- */

function dunghen(...args)
{
	return execFileSync(DUNGHEN, args, { encoding: 'utf8', maxBuffer: 1 << 26,
					     stdio: ['ignore', 'pipe', 'ignore'] });
}

/* A password given by the administrator: good for one day, to be changed. */
function givePassword(db, person)
{
	execFileSync(DUNGHEN, ['account', 'set-password', person, '--as', 'admin', '--stdin',
			       '--clock', CLOCK, '--db', db],
		     { input: 'given for one day\n', stdio: ['pipe', 'ignore', 'ignore'] });
}

/* Resolves to the address, once it is served; `more` are options. */
function serve(db, log, command = 'serve', ...more)
{
	const child = spawn(DUNGHEN, [command, '--json', '--db', db, '--listen', '127.0.0.1:0', ...more],
			    { stdio: ['ignore', 'pipe', fs.openSync(log, 'w')] });
	return new Promise((resolve, reject) => {
		let text = '';
		child.on('exit', () => reject(new Error(`not served: ${fs.readFileSync(log)}`)));
		child.stdout.on('data', (bytes) => {
			text += bytes;
			if (text.includes('\n')) {
				resolve({ child, url: JSON.parse(text).url });
			}
		});
	});
}

function stop(child)
{
	return new Promise((resolve) => {
		child.removeAllListeners('exit');
		child.on('exit', resolve);
		child.kill('SIGTERM');
	});
}

/* Fonts and pages come from loopback; the rest of the world is not there. */
function launch(dir)
{
	return chromium.launch({
		executablePath: '/usr/bin/chromium',
		env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh', HOME: dir },
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
		       '--disable-background-networking', '--disable-component-update',
		       '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
	});
}

/* ---- a house with people ---- */

class House {
	constructor(browser, url, db)
	{
		Object.assign(this, { browser, url, db });
	}

	/* A page of its own: { lang, phone, script: false, dark }. */
	async page(o = {})
	{
		const context = await this.browser.newContext({
			baseURL: this.url, viewport: o.phone ? PHONE : WIDE,
			javaScriptEnabled: o.script !== false,
			colorScheme: o.dark ? 'dark' : 'light', reducedMotion: 'reduce',
		});
		context.setDefaultTimeout(WAIT_MS);
		if (o.lang) {
			await speak(context, this.url, o.lang);
		}
		const page = await context.newPage();
		page.faults = [];
		page.on('pageerror', (e) => page.faults.push(`${page.url()}: ${e.message}`));
		page.on('console', (m) => {
			/* A refusal's status is the server's word, no fault of the page. */
			if (m.type() === 'error' && !/Failed to load resource/.test(m.text())) {
				page.faults.push(`${page.url()}: ${m.text()}`);
			}
		});
		return page;
	}

	/*
	 * Signed in through the page of demo people: as `person` (a key), or as the first
	 * one with the `post` (words of the page) of the unit whose name has `unit`.
	 */
	async enter(agency, { person, unit = '', post }, o = {})
	{
		const page = await this.page(o);
		await page.goto(`/demo/people?agency=${agency}`);
		const row = person
			? page.locator(`tr:has(input[name=person][value="${person}"])`)
			: page.locator('section', { hasText: unit }).locator('tr', { hasText: post });
		await row.first().getByRole('button').click();
		await page.waitForURL('**/work');
		return page;
	}

	/* The agency in whose list a unit's people stand: 25195.kt is of 25195. */
	static agency(unit)
	{
		return unit.split('.')[0];
	}

	/* Signed in as whoever holds a dossier. */
	async enterHolder(dossier, o = {})
	{
		const { unit, person } = dossier.holder;
		return this.enter(House.agency(unit), { person }, o);
	}

	dossiers(...args)
	{
		return JSON.parse(dunghen('dossier', 'list', '--db', this.db, '--limit', '1000',
					  '--json', ...args)).dossiers;
	}
}

async function speak(context, url, lang)
{
	await context.addCookies([{ name: 'lang', value: lang, url }]);
}

/* ---- looking at a page ---- */

/* What axe finds in the page as it is shown. Rules of good custom count as well. */
async function faults(page, rules)
{
	if (!await page.evaluate(() => 'axe' in window)) {
		await page.evaluate(AXE);
	}
	const found = await page.evaluate((only) => window.axe.run(document, {
		resultTypes: ['violations'],
		...(only ? { runOnly: { type: 'rule', values: only } } : {}),
	}), rules);
	return found.violations.map((v) => `${v.id}: ${v.help}\n`
		+ v.nodes.slice(0, 4).map((n) => `  ${n.html.slice(0, 200)}\n  ${n.failureSummary}`)
			.join('\n'));
}

/*
 * The page at `where` in both languages and both colour schemes, and on a phone no
 * wider than the phone.
 */
async function sound(page, where, name = where)
{
	for (const lang of ['vi', 'en']) {
		await speak(page.context(), new URL(page.url()).origin, lang);
		await page.goto(where);
		is(await page.getAttribute('html', 'lang'), lang, `${name}: speaks ${lang}`);
		/* What is folded away is part of the page. */
		await page.evaluate(() => {
			for (const d of document.querySelectorAll('main details')) {
				d.open = true;
			}
		});
		is(await twice(page), '', `${name}: every id once`);
		const light = await faults(page);
		ok(light.length === 0, `${name}: axe, ${lang}`, light.join('\n'));
		await page.emulateMedia({ colorScheme: 'dark' });
		const dark = await faults(page, ['color-contrast']);
		ok(dark.length === 0, `${name}: axe in the dark, ${lang}`, dark.join('\n'));
		await page.emulateMedia({ colorScheme: 'light' });
	}
	await speak(page.context(), new URL(page.url()).origin, 'vi');
	await page.goto(where);
	await page.setViewportSize(PHONE);
	const wide = await tooWide(page);
	ok(wide === '', `${name}: fits a phone`, wide);
	await page.setViewportSize(WIDE);
}

function twice(page)
{
	return page.evaluate(() => {
		const ids = [...document.querySelectorAll('[id]')].map((el) => el.id);
		return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].join(' ');
	});
}

/* Empty, or what sticks out at the right. */
function tooWide(page)
{
	return page.evaluate(() => {
		const room = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= room) {
			return '';
		}
		const out = [...document.querySelectorAll('body *')]
			.filter((el) => el.getBoundingClientRect().right > room + 0.5)
			.map((el) => el.outerHTML.slice(0, 120));
		return `${document.documentElement.scrollWidth} > ${room}\n${out.slice(-3).join('\n')}`;
	});
}

/* ---- what people do ---- */

/* Does what leads to another page, and waits for that, and for the field the page gives the
 * focus to: a letter typed before goes nowhere. */
async function leads(page, what)
{
	await Promise.all([page.waitForEvent('domcontentloaded'), what()]);
	if (await page.locator('[autofocus]').count() > 0) {
		await page.locator(':focus').first().waitFor({ state: 'attached' });
	}
}

/* Presses the action with this title on a dossier's page, or opens its form, fills and
 * sends it. */
async function act(page, title, fill)
{
	const acts = page.locator('.acts');
	const form = acts.locator('details', { has: page.locator('summary', { hasText: title }) });
	if (await form.count() > 0) {
		await form.first().locator('summary').click();
		await fill?.(form.first());
		await leads(page, () => form.first().locator('form button').last().click());
	} else {
		await leads(page, () => acts.getByRole('button', { name: title }).first().click());
	}
}

/* Counts what is pressed and how many pages come; "type" presses a key per letter. */
function counted(page)
{
	const count = { keys: 0, pages: 0 }, { press, type } = page.keyboard;
	page.keyboard.press = (key, ...more) => {
		count.keys++;
		return press.call(page.keyboard, key, ...more);
	};
	page.keyboard.type = (words, ...more) => {
		count.keys += [...words].length;
		return type.call(page.keyboard, words, ...more);
	};
	page.on('domcontentloaded', () => count.pages++);
	return count;
}

/* By keyboard only. */
async function tabTo(page, selector)
{
	const there = page.locator(`${selector}:focus`);
	for (let i = 0; i < 120 && await there.count() === 0; i++) {
		await page.keyboard.press('Tab');
	}
	ok(await there.count() === 1, `Tab leads to ${selector}`);
}

/* What the citizen sees, by code and digits from the home page, without any script. */
async function follow(h, code, digits, o = {})
{
	const page = await h.page({ script: false, ...o });
	await page.goto('/');
	await page.fill('#code', code);
	await page.fill('[name=digits]', digits);
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/track/${code}`);
	return page;
}

const text = (page) => page.locator('main').innerText();

/* The code of a dossier in a text or address. */
const codeIn = (s) => (/H19\.\d+-\d{6}-\d{4}/.exec(s) || [''])[0];

/* ---- all of it ---- */

async function house(options, body)
{
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'dunghen-'));
	const db = path.join(dir, 'db');
	let served, browser;
	try {
		dunghen('demo', '--no-serve', '--db', db, '--dossiers',
			String(options.dossiers || 150), '--months', '1', '--until', '2026-11-27');
		const made = options.before?.(db);
		served = await serve(db, path.join(dir, 'log'), 'serve', '--clock', CLOCK);
		browser = await launch(dir);
		await body(new House(browser, served.url, db), made);
	} catch (e) {
		ok(false, 'the whole of it', e.stack);
	} finally {
		await browser?.close();
		if (served) {
			is(await stop(served.child), 0, 'the server stops in order');
		}
		fs.rmSync(dir, { recursive: true, force: true });
	}
	finish();
}

module.exports = { House, launch, serve, stop, house, finish, ok, is, like, dunghen, givePassword,
		   faults, sound, speak, tooWide, leads, act, counted, tabTo, follow, text, codeIn, CLOCK, PHONE, WIDE };
