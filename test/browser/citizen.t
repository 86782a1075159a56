#!/usr/bin/env node
// What citizens do, without any script, on a phone, in another language and on paper;
// and the same pages by axe.
'use strict';
const { house, ok, is, like, dunghen, sound, follow, leads, text, tooWide, CLOCK, PHONE } = require('./lib.js');

/* Codes and last digits of dossiers in different states, as the chair may read them. */
function some(db)
{
	const list = (state) => JSON.parse(dunghen('dossier', 'list', '--db', db, '--json', '--state',
						   state, '--limit', '200')).dossiers;
	const found = [];
	for (const state of ['open', 'waiting', 'ready', 'delivered']) {
		for (const d of list(state).slice(-20)) {
			const opened = dunghen('dossier', 'open', d.code, '--as', 'cb0001',
					       '--clock', CLOCK, '--db', db, '--json');
			const number = /id_number\\":\\"\d*(\d{4})\\"/.exec(opened);
			if (number) {
				found.push({ state, code: d.code, procedure: d.procedure, digits: number[1] });
				break;
			}
		}
	}
	return found;
}

house({ dossiers: 250, before: some }, async (h, dossiers) => {
	is(dossiers.map((d) => d.state).join(' '), 'open waiting ready delivered', 'one of each state');
	const [open, waiting, ready] = dossiers;

	/* which procedure? by a few words without accents, without a script */
	const page = await h.page({ script: false });
	await page.goto('/');
	await page.fill('#q', 'xay dung');
	await leads(page, () => page.keyboard.press('Enter'));
	like(page.url(), /\/procedures\?q=xay/, 'the question is an address');
	await leads(page, () => page.getByRole('link', { name: /giấy phép xây dựng/ }).first().click());
	like(await text(page), /Giấy tờ cần nộp[^]*Ai làm gì, trong bao lâu[^]*Thời hạn[^]*Phí, lệ phí/,
	     'papers, steps, limit and fee');
	await leads(page, () => page.getByRole('link', { name: 'EN', exact: true }).click());
	like(await text(page), /Papers to bring/, 'the same page in English');
	await leads(page, () => page.getByRole('link', { name: 'VI', exact: true }).click());

	/* where is my dossier? */
	await page.goto('/');
	await page.fill('#code', open.code.toLowerCase());
	await page.fill('[name=digits]', open.digits === '0001' ? '0002' : '0001');
	await leads(page, () => page.keyboard.press('Enter'));
	like(await text(page), /Không tìm thấy hồ sơ với mã và bốn số này/, 'wrong digits');
	is(await page.inputValue('#code'), open.code.toLowerCase(), 'the code is kept');
	await page.fill('#digits', open.digits);
	await leads(page, () => page.getByRole('button').last().click());
	like(await text(page), /Đang ở [^]*Diễn biến[^]*Vì sao là ngày đó/, 'where it is, and why that day');
	await leads(page, () => page.getByRole('link', { name: 'EN', exact: true }).click());
	like(await text(page), /What happened[^]*Why that day/, 'in English');

	/* the tracking page by axe, in each state */
	for (const d of dossiers) {
		const p = await h.page();
		await p.goto(`/track?code=${d.code}`);
		await p.fill('#digits', d.digits);
		await leads(p, () => p.keyboard.press('Enter'));
		await sound(p, `/track/${d.code}`, `tracking, ${d.state}`);
		is(p.faults.join('\n'), '', 'no fault in scripts or policy');
		await p.context().close();
	}

	/* what is asked stands before all else */
	const asked = await follow(h, waiting.code, waiting.digits);
	const order = await asked.locator('main h1, main h2').allInnerTexts();
	ok(order.length > 2 && order.indexOf('Hồ sơ đang ở đâu, ai đang giữ') >= 1, 'the places of things', order);
	const got = await follow(h, ready.code, ready.digits);
	like(await text(got), /Đã có kết quả[^]*Mời ông\/bà[^]*Hồ sơ đang ở đâu/, 'come and collect');

	/* on a phone, without a script */
	const phone = await follow(h, open.code, open.digits, { phone: true });
	is(await tooWide(phone), '', 'tracking fits a phone');
	ok(await phone.locator('.holds li').first().isVisible(), 'who held it, as a list');

	/* by keyboard: past the head, to the content */
	const keys = await h.page();
	await keys.goto('/procedures');
	await keys.keyboard.press('Tab');
	ok(await keys.locator('.skip:focus').isVisible(), 'the first key leads past the head');
	await keys.keyboard.press('Enter');
	await keys.keyboard.press('Tab');
	ok(await keys.locator('main :focus').count() === 1, 'into the content');
	const ring = await keys.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
	ok(parseFloat(ring) >= 2, 'and the focus is seen', ring);

	/* on paper */
	await asked.emulateMedia({ media: 'print' });
	await asked.setViewportSize({ width: 700, height: 1000 });
	ok(!await asked.locator('nav').first().isVisible(), 'no menu on paper');
	ok(await asked.locator('.holds li').first().isVisible(), 'the ribbon in words');
	is(await tooWide(asked), '', 'and it fits');
	await phone.setViewportSize(PHONE);
});
