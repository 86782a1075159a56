#!/usr/bin/env node
// A signal from both sides (rule 34): the person replies, a superior who had no hand in it rules, the person
// appeals; with and without a script, by keyboard, on a phone; and a colleague finds nothing.
'use strict';
const { execFileSync } = require('node:child_process');
const { house, ok, is, like, leads, sound, text } = require('./lib.js');

const DUNGHEN = process.env.DUNGHEN || 'build/dunghen';
const lines = (...args) => execFileSync(DUNGHEN, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
	.split('\n').filter((l) => l.length > 0).map((l) => JSON.parse(l));

/* Told as while serving; one that somebody is asked about, and who it is. */
function tell(db)
{
	execFileSync(DUNGHEN, ['signals', '--tell', '--clock', '2026-11-27T10:00', '--db', db], { stdio: 'ignore' });
	const people = new Set(lines('signals', '--json', '--db', db)
		.filter((f) => f.kind === 'bad' && f.person !== '').map((f) => f.person));
	for (const person of people) {
		const told = lines('signals', '--as', person, '--show', 'me', '--json', '--db', db)
			.filter((s) => s.state === 'told' && s.about !== '');
		if (told.length > 0) {
			return { db, person, one: told[0] };
		}
	}
	return null;
}

house({ dossiers: 400, before: tell }, async (h, t) => {
	if (!ok(t !== null, 'somebody is asked about something')) {
		return;
	}
	const { person, one } = t;
	const page = await h.enter(one.duty_unit.split('.')[0], { person });
	await page.goto('/signals');
	like(await text(page), /chờ giải trình/, 'the person sees that a reply is owed');
	await sound(page, '/signals?show=me', 'the list');
	const where = `/signals/${one.id}`;
	await sound(page, where, 'one with the form to reply');
	like(await text(page), /Bằng chứng/, 'with what shows it');
	await page.fill('[name=text]', 'Tôi chờ bản vẽ của chi nhánh, ngày 20 mới có');
	await leads(page, () => page.keyboard.press('Control+Enter'));
	like(await text(page), /Tôi chờ bản vẽ/, 'the reply stands there');
	is(await page.locator('#reply').count(), 0, 'and is given once');

	const [now] = lines('signals', 'show', one.id, '--as', person, '--json', '--db', t.db);
	ok(now.state === 'to_rule' && now.duty_person !== person, 'somebody else rules');
	const ruler = await h.enter(now.duty_unit.split('.')[0], { person: now.duty_person }, { script: false });
	await ruler.goto('/signals?show=rule');
	await ruler.locator(`a[href="${where}"]`).click();
	like(await text(ruler), /Tôi chờ bản vẽ/, 'and reads the reply');
	await ruler.locator('label', { hasText: /^Có$/ }).click();
	await ruler.fill('[name=text]', 'Bản vẽ đã có từ ngày 18');
	await ruler.locator('#rule button').click();
	like(await text(ruler), /kết luận: có/, 'ruled without a script');
	const seen = await h.enter(now.duty_unit.split('.')[0], { person: now.duty_person });
	await sound(seen, '/signals?show=praise', 'praise to be confirmed');

	await sound(page, where, 'the ruling with the form to appeal');
	await page.fill('[name=text]', 'Bản vẽ ngày 18 thiếu trang hai');
	await leads(page, () => page.locator('#appeal button').click());
	like(await text(page), /đã khiếu nại/, 'appealed');
	await page.goto(`/dossiers/${one.dossier}`);
	is(await page.locator(`#signals a[href="${where}"]`).count(), 1, 'the dossier leads there');
	is(page.faults.join('\n') + ruler.faults.join('\n'), '', 'no fault in scripts or policy');
});
