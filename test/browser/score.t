#!/usr/bin/env node
// Scorecards: side by side by what they are of, one card with its criteria, printed, and a person's own card
// that others do not get (rule 36).
'use strict';
const { house, ok, is, like, sound, text } = require('./lib.js');

house({ dossiers: 900 }, async (h) => {
	const ward = h.dossiers().filter((d) => /^\d+\./.test(d.holder?.unit ?? ''))
		.reduce((count, d) => {
			const key = d.holder.unit.split('.')[0];
			return count.set(key, (count.get(key) ?? 0) + 1);
		}, new Map());
	const [agency] = [...ward].sort((a, b) => b[1] - a[1])[0];

	let page = await h.enter(agency, { post: 'Chủ tịch UBND' });
	for (const by of ['unit', 'agency', 'field', 'procedure']) {
		await page.goto(`/board/score?of=year&by=${by}`);
		ok(await page.locator('main tbody tr').count() > 0, `by ${by} there are cards`);
		is(await page.locator('main [aria-current=true]').count(), 1, `by ${by} is marked`);
	}
	await sound(page, '/board/score?of=year&by=procedure', 'side by side');
	await page.goto('/board/score?of=year&by=agency');
	await page.locator('main tbody a[href]').first().click();
	await page.waitForURL('**/board/score/card**');
	const card = page.url();
	is(await page.locator('main tbody td.muted').count(), 4, 'four criteria are not measured');
	like(await text(page), /Nửa|nửa \(trung vị\)/, 'the median stands there');
	like(await text(page), /Tín hiệu đã kết luận\s+0/, 'signals without rulings are not counted');
	await sound(page, card, 'one card');

	await page.goto(card);
	await page.emulateMedia({ media: 'print' });
	const shown = (what) => page.locator(what).evaluateAll((list) =>
		list.filter((el) => el.getClientRects().length > 0).length);
	is(await shown('.crumbs'), 0, 'printed, the way back is left out');
	ok(await shown('main tbody tr') > 9, 'and the card is there');
	await page.emulateMedia({ media: null });

	await sound(page, '/score?of=year', "the head's own card");
	const [first] = await page.locator('main ul a[href^="/score/"]').all();
	ok(first !== undefined, 'a head has links to those they head');
	const theirs = await first.getAttribute('href');
	await sound(page, `${theirs}?of=year`, 'a card of theirs');
	is(page.faults.join('\n'), '', 'no fault in scripts or policy');
	await page.context().close();

	page = await h.enter('dn', { post: 'Chủ tịch UBND' });
	const answer = await page.goto(`${theirs}?of=year`);
	is(answer.status(), 404, 'who is above but not directly gets nothing');
});
