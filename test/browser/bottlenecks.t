#!/usr/bin/env node
// Where the time goes, for leaders: each picture as people see it, pressed with a mouse and by
// keyboard, without scripts, on a phone, in both languages.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { house, ok, is, like, sound, leads, tabTo, PHONE } = require('./lib.js');

const AT = '/board/bottlenecks?of=year';
const VIEWS = { '': ['bottlenecks', 'causes'], map: ['map', 'variants', 'coverage'],
		people: ['sankey', 'handovers', 'referrals'], time: ['load', 'heat', 'dots', 'cases'] };
const SHOTS = process.env.SHOTS;	/* a folder for a picture of each */

/* Nothing of a picture lies outside its frame, and no text of it is empty. */
async function whole(picture, name)
{
	const out = await picture.evaluate((svg) => {
		const frame = svg.getBoundingClientRect();
		return [...svg.querySelectorAll('text')].filter((t) => {
			const r = t.getBoundingClientRect();
			return r.width > 0 && (r.left < frame.left - 1 || r.right > frame.right + 1 ||
				r.top < frame.top - 1 || r.bottom > frame.bottom + 1);
		}).map((t) => t.textContent);
	});
	is(out.join(' | '), '', `${name}: all of its text is in it`);
}

const dossiers = async (page) => Number((await page.locator('.kpi .v a').first().innerText()).replace(/\D/g, ''));

house({ dossiers: 600 }, async (h) => {
	const page = await h.enter('dn', { post: 'Chủ tịch' });
	for (const [view, names] of Object.entries(VIEWS)) {
		const where = `${AT}&view=${view}`;
		await sound(page, where);
		await page.goto(where);
		const pictures = page.locator('.picture svg');
		ok(await pictures.count() >= names.length, `view ${view}: ${names.length} pictures`);
		for (let i = 0; i < await pictures.count(); i++) {
			const title = await pictures.nth(i).locator('title').first().textContent();
			await whole(pictures.nth(i), title);
			if (SHOTS) {
				await pictures.nth(i).screenshot({ path: path.join(SHOTS, `${view || 'where'}-${i}.png`) });
			}
		}
	}

	/* ---- in grey, and on paper ---- */
	/* Weights of Rec. 601, as printers and screens turn colours grey. */
	const grey = (c) => {
		const [r, g, b] = c.match(/^#(..)(..)(..)$/).slice(1).map((x) => parseInt(x, 16));
		return 0.299 * r + 0.587 * g + 0.114 * b;
	};
	await page.goto(`${AT}&view=map`);
	const scale = await page.locator('.picture.wide svg > rect[height="8"]').evaluateAll((all) => all.map((r) => r.getAttribute('fill')));
	is(scale.length, 5, 'the map has a scale of five');
	ok(scale.every((c, i) => i === 0 || grey(scale[i - 1]) - grey(c) >= 20), 'each step is darker than the one before, in grey too', scale.map((c) => `${c} ${grey(c)}`).join('\n'));
	const onWhite = (c) => 1.05 / ((grey(c) / 255) ** 2.2 + 0.05);
	ok(onWhite(scale[0]) >= 1.6 && onWhite(scale[4]) >= 7, 'the lightest can be seen on white, the darkest is dark');
	await page.goto(`${AT}&view=time`);
	const cells = await page.locator('.picture svg').evaluateAll((svgs) => svgs.flatMap((s) => [...s.querySelectorAll('g, a')])
		.filter((g) => /: [\d.]+ sự kiện \(/.test(g.querySelector('title')?.textContent || ''))
		.map((g) => ({ n: Number(g.querySelector('title').textContent.match(/: ([\d.]+) sự kiện \(/)[1].replace(/\./g, '')),
			fill: g.querySelector('rect').getAttribute('fill') })));
	ok(cells.length > 100, `${cells.length} cells of the week`);
	cells.sort((a, b) => a.n - b.n);
	is(cells.filter((c, i) => i > 0 && grey(c.fill) > grey(cells[i - 1].fill) + 0.01).length, 0, 'more events are never lighter');
	ok(grey(cells[0].fill) - grey(cells[cells.length - 1].fill) > 120, 'and most is far from least');
	await page.emulateMedia({ media: 'print' });
	for (const [view] of Object.entries({ map: 1, people: 1, 'model&procedure=1.001612': 1, steps: 1, 'beside&of2=last': 1 })) {
		await page.goto(`${AT}&view=${view}`);
		const cut = await page.locator('.picture svg, .card table').evaluateAll((all) => all.filter((e) => {
			const r = e.getBoundingClientRect(), card = e.closest('.card').getBoundingClientRect();
			return r.width > 0 && (r.right > card.right + 1 || r.left < card.left - 1);
		}).map((e) => e.querySelector('title,th')?.textContent));
		is(cut.join(), '', `${view}: nothing is cut off on paper`);
	}
	await page.goto(`${AT}&view=model`);
	const sheets = page.locator('.picture.model .sheet');
	ok(await sheets.count() > 1 && await page.locator('.picture.model > svg:visible').count() === await sheets.count(), 'a model too wide for paper is printed in pieces');
	/* A unit of the picture, in points of a sheet laid across. */
	const unit = await sheets.evaluateAll((all) => Math.min(...all.map((s) => 273 / 25.4 * 72 / s.viewBox.baseVal.width)));
	ok(12 * unit >= 6, 'whose letters can be read');
	is(await sheets.evaluateAll((all) => all.filter((s) => getComputedStyle(s).overflow !== 'hidden').length), 0, 'none runs over the next');
	const cut = await page.locator('.picture.model > svg').first().evaluate((svg) => {
		const frames = [...svg.parentNode.querySelectorAll('.sheet')].map((s) => s.viewBox.baseVal);
		return [...svg.querySelectorAll('rect[rx]')].map((r) => ({ x: +r.getAttribute('x'), y: +r.getAttribute('y') + 8, w: +r.getAttribute('width'), h: +r.getAttribute('height') }))
			.filter((r) => !frames.some((f) => r.x >= f.x && r.x + r.w <= f.x + f.width && r.y >= f.y && r.y + r.h <= f.y + f.height)).length;
	});
	is(cut, 0, 'each task is whole in one of them');
	await page.goto(AT);
	await page.setViewportSize({ width: 672, height: 950 });	/* A4 between its margins */
	is(await page.locator('.kpi .v').evaluateAll((all) => all.filter((v) => v.scrollWidth > v.clientWidth || getComputedStyle(v).overflowWrap !== 'normal')
		.map((v) => v.textContent).join()), '', 'no number breaks inside, and all have room');
	await page.setViewportSize({ width: 1240, height: 900 });
	await page.emulateMedia({ media: null });

	/* ---- what is pressed ---- */
	await page.goto(`${AT}&view=map`);
	const all = await dossiers(page);
	const frame = await page.locator('.picture svg').first().getAttribute('viewBox');
	const node = page.locator('.picture svg a:has(rect)').nth(2);
	like(await node.getAttribute('aria-label'), /\S/, 'what can be pressed has a name');
	await leads(page, () => node.locator('rect').first().click());
	const some = await dossiers(page);
	ok(some > 0 && some <= all, `an activity of the map narrows down: ${some} of ${all}`);
	is(await page.locator('.picture svg').first().getAttribute('viewBox'), frame, 'the map stays as it is');
	const said = await page.locator('.picture svg').first().locator(':scope > text').nth(1).textContent();
	const [nodes, activities] = said.match(/^Vẽ (\d+) trên (\d+) hoạt động/).slice(1).map(Number);
	ok(nodes <= activities, `and says how many it draws of how many: ${said}`);
	await leads(page, () => page.locator('.chips a').first().click());
	is(await dossiers(page), all, 'and is as it was when the filter is dropped');
	await page.goto(AT);
	await tabTo(page, '.picture svg a');
	await leads(page, () => page.keyboard.press('Enter'));
	like(page.url(), /bottlenecks\/dossiers/, 'a bottleneck opens into its dossiers by keyboard');
	await leads(page, () => page.locator('a.code').first().click());
	like(page.url(), /\/dossiers\/H19/, 'and on to one of them');

	/* ---- a model, and dossiers beside the steps of their law ---- */
	for (const where of [`${AT}&view=model&noise=20`, `${AT}&view=steps`, `${AT}&view=steps&procedure=1.001612`,
		`${AT.replace('?', '/dossiers?')}&view=steps&deviation=any&procedure=1.001612`,
		`${AT.replace('?', '/dossiers?')}&view=model&deviation=unfit&noise=40&procedure=1.001612`]) {
		await sound(page, where);
	}
	await page.goto(`${AT}&view=model&procedure=1.001612`);
	await whole(page.locator('.picture.model svg').first(), 'the model');
	await page.locator('.picture.model').focus();
	is(await page.evaluate(() => document.activeElement.className), 'picture model', 'a wide model scrolls by keyboard');
	await tabTo(page, '.picture.model svg a');
	await leads(page, () => page.keyboard.press('Enter'));
	like(page.url(), /view=model.*activity=|activity=.*view=model/, 'an activity of the model narrows down by keyboard');
	await page.goto(`${AT}&view=steps`);
	await leads(page, () => page.locator('dl a').first().click());
	like(page.url(), /deviation=measured/, 'a count opens');
	await leads(page, () => page.locator('.crumbs a').click());
	is(page.url().includes('deviation='), false, 'and back');
	const download = page.waitForEvent('download');
	await page.goto(`${AT}&view=model`);
	await page.locator('a[download]').click();
	is((await download).suggestedFilename(), 'dunghen-model.bpmn', 'the model as a file');

	/* ---- two side by side ---- */
	await sound(page, `${AT}&view=beside&of2=last`);
	await sound(page, `${AT}&view=beside&field=x`);
	await page.goto(`${AT}&view=beside`);
	await page.selectOption('#of2', 'month');
	await leads(page, () => page.locator('form.choose button').click());
	like(page.url(), /view=beside/, 'the second side is chosen on its page');
	like(page.url(), /of2=month/, 'by its period');
	await whole(page.locator('.picture svg'), 'how soon both are done');
	is(await page.locator('.picture svg g > title').count(), 3, 'both curves and where they are furthest apart say what they are');
	const both = await page.locator('table.cards').first().locator('tr:nth-child(2) a').allInnerTexts();
	is(both.length, 2, 'dossiers of both');
	await tabTo(page, 'table.cards a');
	await leads(page, () => page.keyboard.press('Enter'));
	like(await page.locator('main').innerText(), new RegExp(`trên ${both[0]} hồ sơ`), 'a number opens by keyboard');
	await leads(page, () => page.locator('.crumbs a').click());
	like(page.url(), /view=beside/, 'and back');

	/* ---- without scripts, on a phone ---- */
	const plain = await h.enter('dn', { post: 'Chủ tịch' }, { script: false, phone: true });
	await plain.goto(AT);
	await plain.selectOption('#field', { index: 1 });
	await leads(plain, () => plain.locator('form.choose button').click());
	like(plain.url(), /field=/, 'chosen without a script');
	is(plain.viewportSize().width, PHONE.width, 'on a phone');
	await plain.goto(`${AT}&view=model`);
	await plain.selectOption('#noise', '20');
	await leads(plain, () => plain.locator('form.choose button').click());
	like(plain.url(), /noise=20/, 'what is rare is left out without a script');
	ok(await plain.locator('.picture.model svg:visible').count() === 1, 'and drawn');
	await plain.goto(`${AT}&view=beside`);
	await plain.selectOption('#unit2', { index: 1 });
	await plain.selectOption('#of2', 'last');
	await leads(plain, () => plain.locator('form.choose button').click());
	is(await plain.locator('.picture svg').count(), 1, 'both sides without a script');
	is(await plain.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false, 'nothing is wider than the phone');
	await plain.goto(AT);
	ok(await plain.locator('.picture svg').count() > 0, 'pictures need none');
	is(page.faults.join('\n'), '', 'no fault of a script');
	ok(!SHOTS || fs.readdirSync(SHOTS).length > 8, 'pictures are kept');
});
