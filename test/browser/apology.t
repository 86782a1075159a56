#!/usr/bin/env node
// An apology with one new date, by whoever owes it (rule 39): with a script the date and the
// letter follow what is typed; without one a button shows them; then it is signed.
'use strict';
const { house, ok, is, like, leads, sound, text } = require('./lib.js');

house({ dossiers: 200 }, async (h) => {
	const heads = h.dossiers('--open').filter((d) => d.state === 'open' && /^\d+\./.test(d.holder?.unit ?? ''))
		.map((d) => d.holder.unit.split('.')[0]);
	let page, agency;
	for (agency of [...new Set(heads)]) {
		page = await h.enter(agency, { post: 'Chủ tịch UBND' });
		await page.goto('/unit/apologies');
		if (await page.locator('main td a[href]').count() > 0) {
			break;
		}
	}
	const rows = await page.locator('main td a[href]').count();
	if (!ok(rows > 0, 'a chairman has one to sign')) {
		return;
	}
	like(await page.locator('nav.tabs [aria-current]').innerText(), new RegExp(`${rows}`), 'the tab says how many');
	await leads(page, () => page.locator('main td a[href]').first().click());
	const where = new URL(page.url()).pathname;
	await sound(page, where, 'the form and the letter');

	const due = () => page.locator('#letter b.big').innerText();
	const before = await due();
	const swapped = page.waitForResponse((r) => r.url().endsWith('/letter'));
	await page.fill('[name=days]', '4');
	await swapped;
	await page.waitForFunction((was) => document.querySelector('#letter b.big')?.textContent !== was, before);
	ok(await due() !== before, 'the date follows the days');
	await page.fill('[name=reason]', 'Kho lưu trữ bị ngập, hồ sơ gốc chưa lấy ra được');
	await page.waitForFunction(() => document.querySelector('#letter')?.textContent.includes('Kho lưu trữ bị ngập'));
	ok(true, 'the letter says the reason as it is typed');
	const again = page.waitForResponse((r) => r.url().endsWith('/letter'));
	await page.fill('[name=days]', '11');
	await again;
	await page.waitForSelector('#letter .note.near');
	is(await page.locator('#letter .letter').count(), 0, 'what would be refused has no letter');
	await page.fill('[name=days]', '3');
	await page.waitForSelector('#letter .letter');
	const said = await due();
	await leads(page, () => page.keyboard.press('Control+Enter'));
	like(page.url(), /\/unit\/apologies\?sign=/, 'signed by keyboard, back at the list');
	like(await text(page), /Đã ký thư xin lỗi/, 'which says so');
	is(await page.locator('main td a[href]').count(), rows - 1, 'it is gone from there');
	const code = decodeURIComponent(where.split('/').pop());
	await page.goto(`/dossiers/${code}`);
	like(await text(page), /Đã ký .*đơn vị để chậm/, 'the dossier tells of it');
	ok((await text(page)).includes(said.replace(/^(\d+:\d+).*$/, '$1')), 'with its new date');
	is(page.faults.join('\n'), '', 'no fault in scripts or policy');
});
