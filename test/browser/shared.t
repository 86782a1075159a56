#!/usr/bin/env node
// Two people, one browser: what one has typed comes back to nobody else, with and
// without JavaScript, and to its owner also after a sign-in that has run out.
'use strict';
const { house, ok, is, like, dunghen, givePassword, leads, text } = require('./lib.js');

const PASSWORD = { first: 'rice on the north bank', second: 'a ferry before sunrise' };

/* A dossier, its officer and a colleague of the same unit, each with a password. */
function prepare(db)
{
	const list = JSON.parse(dunghen('dossier', 'list', '--db', db, '--json', '--state', 'open',
					'--limit', '500')).dossiers;
	const held = list.filter((d) => d.holder?.post === 'officer');
	const one = held.find((d) => held.some((o) => o.holder.unit === d.holder.unit &&
		o.holder.person !== d.holder.person));
	const other = held.find((o) => o.holder.unit === one.holder.unit &&
		o.holder.person !== one.holder.person);
	for (const person of [one.holder.person, other.holder.person]) {
		givePassword(db, person);
	}
	return { code: one.code, first: one.holder.person, second: other.holder.person };
}

async function signIn(page, key, password)
{
	await page.fill('#key', key);
	await page.fill('#password', password);
	await leads(page, () => page.locator('main form button').last().click());
}

async function choosePassword(h, key, password)
{
	const page = await h.page();
	await page.goto('/sign-in');
	await signIn(page, key, 'given for one day');
	await page.fill('#old', 'given for one day');
	await page.fill('#fresh', password);
	await page.fill('#again', password);
	await leads(page, () => page.getByRole('button').last().click());
	await page.context().close();
}

const TYPED = 'Bản vẽ có chữ ký của chủ nhà';
const areas = (page) => page.locator('.acts textarea')
	.evaluateAll((all) => all.map((el) => el.value).join(''));

/* Types into the first form with a text and leaves it. */
async function type(page, path)
{
	await page.goto(path);
	const form = page.locator('.acts details', { has: page.locator('textarea') }).first();
	await form.locator('summary').click();
	await form.locator('textarea').first().fill(TYPED);
	return form;
}

/* The sign-in has run out; then somebody comes in at this desk. */
async function comes(page, path, key, password)
{
	await page.context().clearCookies();
	await page.goto(path);
	like(page.url(), /\/sign-in\?back=/, 'signed out meanwhile');
	await signIn(page, key, password);
	await page.goto(path);
}

house({ dossiers: 250, before: prepare }, async (h, one) => {
	const path = `/dossiers/${one.code}`;
	await choosePassword(h, one.first, PASSWORD.first);
	await choosePassword(h, one.second, PASSWORD.second);

	/* ---- kept in the tab ---- */
	const desk = await h.page();
	await desk.goto('/sign-in');
	await signIn(desk, one.first, PASSWORD.first);
	await type(desk, path);
	await comes(desk, path, one.first, PASSWORD.first);
	is(await areas(desk), TYPED, 'who typed it finds it again');
	await comes(desk, path, one.second, PASSWORD.second);
	like(await text(desk), new RegExp(one.code), 'a colleague may open the same dossier');
	is(await areas(desk), '', 'and finds nothing typed');
	ok(!(await desk.evaluate(() => JSON.stringify({ ...sessionStorage }))).includes('Bản vẽ'),
	   'it is gone from the tab');
	await comes(desk, path, one.first, PASSWORD.first);
	is(await areas(desk), '', 'for good');

	/* ---- waiting in the sign-in page ---- */
	const plain = await h.page({ script: false });
	await plain.goto('/sign-in');
	await signIn(plain, one.first, PASSWORD.first);
	for (const [who, key, password] of [['its owner', one.first, PASSWORD.first],
					    ['a colleague', one.second, PASSWORD.second]]) {
		const form = await type(plain, path);
		await plain.context().clearCookies();
		await leads(plain, () => form.locator('form button').last().click());
		like(await text(plain), /Những gì đã nhập vẫn được giữ/, `the form waits for ${who}`);
		await signIn(plain, key, password);
		if (who === 'its owner') {
			like(await plain.content(), new RegExp(TYPED), 'who finds it');
		} else {
			ok(!(await plain.content()).includes(TYPED), 'who does not see it');
			like(plain.url(), /\/work$/, 'but the own work');
		}
	}
	is([...desk.faults, ...plain.faults].join('\n'), '', 'no page complained');
});
