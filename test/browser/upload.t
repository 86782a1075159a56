#!/usr/bin/env node
// Files by script: what comes in is shown once and at once; what fails is said at the form,
// with the file still chosen, and one press sends it again.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { house, ok, is, like, leads } = require('./lib.js');

const form = (page) => page.locator('form[data-upload]');
const lost = (page) => page.locator('[data-lost]');
const press = (page) => form(page).locator('button').click();
const chosen = (page) => page.locator('#file').evaluate((el) => el.files.length);

/* Opens the form of the dossier and chooses a file of so many bytes. */
async function choose(page, file)
{
	if (!await form(page).isVisible()) {
		await page.locator('summary', { hasText: 'Đính kèm tệp' }).click();
	}
	await page.locator('[name=what]').selectOption({ index: 0 });
	await page.setInputFiles('#file', file);
}

function makeFile(dir, name, bytes)
{
	const file = path.join(dir, name);
	fs.writeFileSync(file, '%PDF-1.7\n');
	fs.truncateSync(file, bytes);
	return file;
}

house({ dossiers: 250 }, async (h) => {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'dunghen-files-'));
	const one = h.dossiers('--state', 'open').find((d) => d.holder?.post === 'officer' && /^\d/.test(d.holder.unit));
	const small = makeFile(dir, 'small.pdf', 4000);
	const page = await h.enterHolder(one);
	const where = `/dossiers/${one.code}`;
	const shown = () => page.locator('#papers a[href*="/files/"]').count();
	let looks = 0;
	page.on('request', (r) => { looks += r.method() === 'GET' && new URL(r.url()).pathname === where; });
	await page.goto(where);
	const before = await shown();

	/* ---- it goes well ---- */
	await choose(page, small);
	looks = 0;
	await leads(page, () => press(page));
	await page.waitForLoadState();
	is(await shown(), before + 1, 'the file is among the papers');
	is(looks, 1, 'and the page was asked for once');
	like(page.url(), /#papers$/, 'where it stands');
	await choose(page, small);
	await leads(page, () => press(page));
	await page.waitForLoadState();
	is(await shown(), before + 2, 'from that page a second one is shown too');

	/* ---- the network is cut ---- */
	await choose(page, small);
	await page.context().setOffline(true);
	await press(page);
	await lost(page).waitFor({ state: 'visible' });
	like(await lost(page).innerText(), /\S/, 'a lost connection is said at the form');
	is(await chosen(page), 1, 'the file is still chosen');
	ok(await form(page).locator('progress').isHidden(), 'nothing seems to go on');
	await page.context().setOffline(false);
	await leads(page, () => press(page));
	await page.waitForLoadState();
	is(await shown(), before + 3, 'pressed again it is in');

	/* ---- too large ---- */
	const max = Number(await form(page).getAttribute('data-max'));
	await choose(page, makeFile(dir, 'large.pdf', max + 1));
	ok(await page.locator('[data-too-large]').isVisible(), 'too large a file is refused before it is sent');
	await press(page);
	ok(await form(page).locator('progress').isHidden(), 'and is not sent');
	/* A browser that does not know the limit is told by the server. */
	await form(page).evaluate((el) => { el.dataset.max = String(1 << 30); });
	await press(page);
	await lost(page).waitFor({ state: 'visible' });
	like(await lost(page).innerText(), /MiB|MB/, 'by the server with its limit');
	await page.setInputFiles('#file', small);
	await leads(page, () => press(page));
	await page.waitForLoadState();
	is(await shown(), before + 4, 'another one goes in by the same form');

	/* Larger than any form may be: 413, before it is read. */
	await choose(page, makeFile(dir, 'huge.pdf', 4 * max + 4096));
	await form(page).evaluate((el) => { el.dataset.max = String(2 ** 32); });
	await press(page);
	await lost(page).waitFor({ state: 'visible' });
	/* The answer, or the cut connection when it overtakes that. */
	like(await lost(page).innerText(), /quá lớn|Mất kết nối/, 'what no form may hold is cut off, which is said');
	is(await shown(), before + 4, 'and nothing is in');

	/* ---- the sign-in has run out ---- */
	await page.setInputFiles('#file', small);
	await page.context().clearCookies();
	await press(page);
	await lost(page).waitFor({ state: 'visible' });
	like(await lost(page).innerText(), /[Đđ]ăng nhập/, 'signed out meanwhile: said at the form');
	is(await chosen(page), 1, 'the file is still chosen');
	const second = await page.context().newPage();
	await second.goto(`/demo/people?agency=${one.holder.unit.split('.')[0]}`);
	await second.locator(`tr:has(input[name=person][value="${one.holder.person}"])`).first().getByRole('button').click();
	await second.waitForURL('**/work');
	await leads(page, () => press(page));
	await page.waitForLoadState();
	is(await shown(), before + 5, 'signed in at another window, one press sends it');
	is(page.faults.filter((f) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/.test(f)).join('\n'), '', 'no page complained');
	fs.rmSync(dir, { recursive: true, force: true });
});
