#!/usr/bin/env node
// An officer at the keyboard: rows, ticks, the panel of keys, one dossier and its
// neighbours, and the pages that ask before anything is done.
'use strict';
const { house, ok, is, like, faults, tooWide, PHONE, WIDE } = require('./lib.js');

const at = (page) => page.evaluate(() => document.activeElement.textContent.trim());

async function sane(page, name)
{
	const found = await faults(page);
	ok(found.length === 0, `${name}: axe`, found.join('\n'));
	await page.setViewportSize(PHONE);
	const wide = await tooWide(page);
	ok(wide === '', `${name}: fits a phone`, wide);
	await page.setViewportSize(WIDE);
}

/* The officer who has most in hand. */
function busiest(h)
{
	const held = new Map();
	for (const d of h.dossiers('--open')) {
		if (d.state === 'open' && d.holder?.post === 'officer') {
			held.set(d.holder.person, [...held.get(d.holder.person) ?? [], d]);
		}
	}
	return [...held.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

house({ dossiers: 1500 }, async (h) => {
	const mine = busiest(h);
	ok(mine.length >= 2, `somebody has ${mine.length} dossiers in hand`);
	const page = await h.enterHolder(mine[0]);
	await page.goto('/work');
	const codes = await page.locator('tbody a.code').allTextContents();

	/* ---- a list ---- */
	await page.keyboard.press('j');
	is(await at(page), codes[0], 'J goes to the first row');
	await page.keyboard.press('j');
	is(await at(page), codes[1], 'and to the next');
	await page.keyboard.press('k');
	is(await at(page), codes[0], 'K goes back');
	await page.keyboard.press('x');
	is(await page.locator('tbody input:checked').count(), 1, 'X ticks the row');
	await page.keyboard.press('x');
	is(await page.locator('tbody input:checked').count(), 0, 'and no more');
	await page.locator('[data-all]').check();
	is(await page.locator('tbody input:checked').count(),
	   await page.locator('tbody input[type=checkbox]').count(), 'all at once');
	await page.keyboard.press('?');
	ok(await page.locator('details[data-keys]').evaluate((d) => d.open), '? tells the keys');
	await page.keyboard.press('/');
	is(await page.evaluate(() => document.activeElement.name), 'q', '/ goes to the search');
	await page.keyboard.type('jk?');
	is(await page.locator('[data-search]').inputValue(), 'jk?', 'where letters are letters');

	/* ---- many at once ---- */
	await page.locator('button[value=hand_over]').click();
	await page.waitForURL('**/bulk?**');
	await sane(page, 'what will be done with many');
	await page.locator('.crumbs a').click();

	/* ---- one dossier ---- */
	await page.locator('tbody a.code').first().focus();
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/dossiers/${codes[0]}?in=%2Fwork`);
	await page.keyboard.press('j');
	await page.waitForURL(`**/dossiers/${codes[1]}?in=%2Fwork`);
	await page.keyboard.press('k');
	await page.waitForURL(`**/dossiers/${codes[0]}?in=%2Fwork`);
	ok(true, 'J and K go along the list');
	await page.keyboard.press('/');
	ok(await page.locator('header [data-search]:focus').count() === 1, '/ goes to the search in the head');
	await page.keyboard.press('Escape');
	const deny = page.locator('details', { has: page.locator('form[action*="/act/deny"]') });
	const hotkey = await deny.locator('.kbd').textContent();
	await page.keyboard.press(hotkey);
	is(await page.evaluate(() => document.activeElement.name), 'reasons',
	   'a digit unfolds its form and goes there');
	await page.keyboard.type('Thiếu căn cứ để giải quyết');
	await page.keyboard.press('Control+Enter');
	await page.locator('[name=sure]').waitFor();
	await sane(page, 'the second question');
	like(await page.locator('main').textContent(), /Thiếu căn cứ để giải quyết/, 'repeats what was typed');
	await page.locator('[name=again]').click();
	is(await page.locator('#deny-reasons').inputValue(), 'Thiếu căn cứ để giải quyết', 'which is kept');
	await deny.locator('button').click();
	await page.locator('[name=sure]').click();
	await page.waitForURL('**&done=deny**');
	await sane(page, 'what was done');
	await page.keyboard.press('b');
	await page.waitForURL('**/work');
	ok(!(await page.locator('tbody a.code').allTextContents()).includes(codes[0]), 'B leads back; it is gone');
	is(page.faults.join('\n'), '', 'no fault in scripts or policy');
});
