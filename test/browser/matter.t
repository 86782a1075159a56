#!/usr/bin/env node
// A registered matter (rule 31): several asked at once by its form, by units and by name, with a quorum;
// answered by one of them; wide and on a phone.
'use strict';
const { execFileSync } = require('node:child_process');
const { house, ok, like, leads, sound, text } = require('./lib.js');

const DUNGHEN = process.env.DUNGHEN || 'build/dunghen';
const run = (args, input) => execFileSync(DUNGHEN, args, { encoding: 'utf8', maxBuffer: 1 << 26, input })
	.split('\n').filter((l) => l.length > 0).map((l) => JSON.parse(l));

/* Somebody of a room of a commune registers a paper. */
function register(db)
{
	const f = run(['signals', '--json', '--db', db])
		.find((s) => s.person !== '' && /^\d+\.(kt|vhxh)$/.test(s.unit));
	const line = { key: 'm1', as: f.person, do: 'register_matter', at: '2026-11-27T09:00', args: {
		unit: f.unit, number: '12/CV', dated: '2026-11-26', sender: 'Trường Mẫu', question: 'Có thuộc diện hỗ trợ không?' } };
	const [made] = run(['act', '--db', db], `${JSON.stringify(line)}\n`);
	return { person: f.person, unit: f.unit, agency: f.unit.split('.')[0], matter: made.matter };
}

house({ dossiers: 300, before: register }, async (h, t) => {
	if (!ok(t && t.matter, 'a paper is registered')) {
		return;
	}
	const where = `/matters/${t.matter}`;
	const page = await h.enter(t.agency, { person: t.person });
	await sound(page, where, 'a matter nobody is asked about yet');
	await page.selectOption('#ask-units', [`${t.agency}.mc`, t.agency]);
	await page.fill('#ask-quorum', '5');
	await page.fill('#ask-limit', '8h');
	await leads(page, () => page.locator('#ask button').click());
	like(await text(page), /phải từ 1 đến 2/, 'more opinions than are asked');
	await page.fill('#ask-quorum', '2');
	await leads(page, () => page.locator('#ask button').click());
	like(await text(page), /Đã gửi câu hỏi\./, 'asked at once');
	like(await text(page), /Đợt 1: hỏi 2 nơi, cần 2 ý kiến, đã có 0/, 'with a quorum');
	await sound(page, where, 'with two who owe an opinion');
});
