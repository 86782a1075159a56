#!/usr/bin/env node
// A demonstration on its way to the next working morning: the page one waits on, held as it
// is while one looks at it.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { House, launch, serve, stop, finish, ok, is, faults, tooWide, PHONE, WIDE } = require('./lib.js');

/* The answer to the form and then the page it leads to, without its turn to the next. */
async function hold(route)
{
	const sent = await route.fetch({ maxRedirects: 0 });
	const to = new URL(sent.headers().location, route.request().url()).href;
	const shown = await route.fetch({ url: to, method: 'GET', postData: '', maxRedirects: 0 });
	const { refresh, ...headers } = shown.headers();
	ok(shown.status() === 200 && refresh === '1', `on its way: ${shown.status()}, looked at again after ${refresh} s`);
	await route.fulfill({ response: shown, headers });
}

async function look(page, lang)
{
	await page.goto('/');
	await page.route('**/demo/jump', hold, { times: 1 });
	await page.locator('form[action="/demo/jump"] button').first().click();
	await page.locator('main progress').waitFor();
	is(await page.getAttribute('html', 'lang'), lang, `it speaks ${lang}`);
	for (const colorScheme of ['light', 'dark']) {
		await page.emulateMedia({ colorScheme });
		const found = await faults(page);
		ok(found.length === 0, `axe, ${lang}, ${colorScheme}`, found.join('\n'));
	}
	await page.setViewportSize(PHONE);
	is(await tooWide(page), '', 'it fits a phone');
	await page.setViewportSize(WIDE);
	await page.emulateMedia({ colorScheme: null });
}

(async () => {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'dunghen-demo-'));
	const db = path.join(dir, 'db');
	const served = await serve(db, path.join(dir, 'log'), 'demo', '--dossiers', '300', '--months', '1',
				   '--until', '2026-11-28', '--speed', '0');
	const browser = await launch(dir);
	const h = new House(browser, served.url, db);
	let count = 0;
	try {
		for (const lang of ['vi', 'en']) {
			const page = await h.page({ lang });
			await look(page, lang);
			is(page.faults.join('\n'), '', 'no fault in scripts or policy');
			count++;
		}
	} catch (e) {
		ok(false, 'the whole of it', e.stack);
	}
	is(count, 2, 'in both languages');
	await browser.close();
	is(await stop(served.child), 0, 'the server stops in order');
	fs.rmSync(dir, { recursive: true, force: true });
	finish();
})();
