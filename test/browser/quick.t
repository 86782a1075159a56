#!/usr/bin/env node
// A simple dossier within some twenty seconds by keyboard alone: counted are the keys and the
// pages, for a watch would measure the machine. A clerk presses four keys a second or more, and
// a page takes a fraction of one: eighty keys and two pages.
'use strict';
const { house, ok, like, counted, leads, text, codeIn } = require('./lib.js');

const KEYS = 80, PAGES = 2;

house({ dossiers: 60 }, async (h) => {
	const clerk = await h.enter('25195', { unit: 'Phục vụ hành chính công', post: 'Công chức tiếp nhận' });
	const keys = clerk.keyboard;

	async function start()
	{
		await clerk.goto('/counter/new');
		await clerk.locator('[name=p-find]:focus').waitFor();
	}

	function within(count, what)
	{
		ok(codeIn(clerk.url()), `${what} is received`);
		ok(count.keys <= KEYS, `${what}: ${count.keys} keys of ${KEYS}`);
		ok(count.pages <= PAGES, `${what}: ${count.pages} pages of ${PAGES}`);
	}
	const count = counted(clerk);
	const anew = () => Object.assign(count, { keys: 0, pages: 0 });

	/* ---- somebody who was never here ---- */
	await start();
	anew();
	await keys.type('079090004321');
	await keys.press('Tab');
	await keys.type('ho kinh');
	await leads(clerk, () => keys.press('Enter'));
	await keys.type('Nguyễn Thị Thử');
	while (await clerk.locator('[name=p-phone]:focus').count() === 0) {
		await keys.press('Tab');
	}
	await keys.type('0909000318');
	await keys.press('Escape');
	await keys.press('a');
	await keys.press('Enter');
	await clerk.waitForURL('**/counter/received/**');
	within(count, 'somebody new');

	/* ---- somebody known, by number ---- */
	await start();
	anew();
	await keys.type('079090004321');
	await keys.press('Tab');
	await keys.type('ho kinh');
	await leads(clerk, () => keys.press('Enter'));
	await keys.press('a');
	await keys.press('Enter');
	await clerk.waitForURL('**/counter/received/**');
	within(count, 'somebody known');
	like(await text(clerk), /Nguyễn Thị Thử/, 'the one that was meant');

	/* ---- and the next one, from here ---- */
	anew();
	await leads(clerk, () => keys.press('n'));
	await clerk.locator('[name=p-find]:focus').waitFor();
	ok(count.keys === 1 && count.pages === 1, 'the next one is a key away');

	/* ---- among many namesakes none may be meant ---- */
	await keys.type('nguyen');
	const other = clerk.locator('#p-found input[value=new]');
	await other.waitFor();
	const seen = await clerk.locator('#p-found').evaluate((place) => {
		const list = place.querySelector('.picks').getBoundingClientRect();
		const line = place.querySelector('input[value=new]').getBoundingClientRect();
		return line.top >= list.top && line.bottom <= list.bottom + 1
			&& place.querySelectorAll('input[type=radio]').length;
	});
	ok(seen > 5, `"somebody else" is in sight below ${seen - 1} others`);
	await keys.press('ArrowUp');
	ok(await other.evaluate((el) => el === document.activeElement && el.checked), 'and one key away');
});
