#!/usr/bin/env node
// Every page as people see it: axe in both languages and both colour schemes, and the
// width of a phone.
'use strict';
const fs = require('node:fs');
const { house, ok, is, like, leads, sound, faults } = require('./lib.js');

house({ dossiers: 200 }, async (h) => {
	const open = h.dossiers('--open').filter((d) => d.state === 'open' && d.holder?.person);
	const officers = open.filter((d) => d.holder.post === 'officer' && /^\d/.test(d.holder.unit));
	ok(officers.length > 0, 'an officer of a commune has a dossier');
	const [one] = officers;
	const agency = one.holder.unit.split('.')[0];

	/* anybody */
	let page = await h.page();
	await page.goto('/');
	for (const where of ['/', '/procedures', '/procedures?q=nothing+of+the+kind',
			     `/procedures/${one.procedure}`, '/figures', '/figures?units=now', '/check', '/track', `/track?code=${one.code}`,
			     '/sign-in', '/sign-in?back=/find', `/demo/people?agency=${agency}`,
			     '/procedures/9.99', '/nowhere']) {
		await sound(page, where);
	}
	is(page.faults.join('\n'), '', 'no fault in scripts or policy');

	const shown = (where) => page.locator(where).evaluateAll((all) => all.filter((el) => el.checkVisibility()).length);

	/* the officer */
	page = await h.enterHolder(one);
	for (const where of ['/work', `/dossiers/${one.code}`, `/dossiers/${one.code}/then`, '/opinions', '/owed', '/inspections', '/find?q=an',
			     '/find?q=qqqq', '/own/password']) {
		await sound(page, where);
	}
	/* on paper */
	await page.goto('/work');
	const idle = '.tick-cell, .tabs, form[role=search], .bulk';
	ok(await shown(idle) > 3, 'on the screen there is what one works with');
	await page.emulateMedia({ media: 'print' });
	is(await shown(idle), 0, 'on paper there is not');
	ok(await shown('tbody tr') > 0, 'but the rows are');
	await page.emulateMedia({ media: null });
	is(page.faults.join('\n'), '', 'no fault in scripts or policy');

	/* the counter, the heads, the records clerk; where a queue has rows, the first row too */
	const posts = [
		['Công chức tiếp nhận', ['/work', '/counter/new', '/counter/bundle', '/counter/fees', '/counter/online',
					 '/counter/ready', '/counter/copies', '/counter/batch', '/batches', '/own',
					 '/own/factor', '/own/digest', '/switch', '/unit/absences']],
		['Giám đốc Trung tâm', ['/work', '/counter/uncollected', '/counter/promised', '/unit',
					'/unit/late-soon', '/board/late-soon', '/unit/apologies', '/unit/contests', '/unit/returns', '/unit/escalated', '/unit/delegations',
					'/unit/signing']],
		['Chủ tịch UBND', ['/work', '/sign', '/unit/apologies', '/board', '/board?of=year&with=year', '/board/wall', '/board/score?of=year', '/board/silence?of=year', '/whatif', '/whatif?kind=parallel',
				   '/board/dossiers?list=overdue', '/board/dossiers?list=self&of=quarter',
				   '/unit/contests?show=all', '/unit/escalated', '/owed']],
		['Văn thư', ['/work', '/records']],
	];
	for (const [post, places] of posts) {
		page = await h.enter(agency, { post });
		for (const where of places) {
			await sound(page, where, `${post} ${where}`);
			const row = page.locator('main td a[href]').first();
			if (await row.count() > 0) {
				const to = await row.getAttribute('href');
				await sound(page, to, `${post} ${to}`);
			}
		}
		is(page.faults.join('\n'), '', 'no fault in scripts or policy');
		await page.context().close();
	}

	/* what one comes to from them */
	page = await h.enter(agency, { post: 'Công chức tiếp nhận' });
	const [, unit] = /^H19\.(\d+)-/.exec(one.code);
	const own = h.dossiers().filter((d) => d.code.startsWith(`H19.${unit}-`));
	const ready = own.find((d) => d.state === 'ready' || d.state === 'delivered');
	await sound(page, `/counter/received/${own[0].code}`);
	if (ok(ready, 'a result waits or was handed out')) {
		await sound(page, `/counter/hand-out/${ready.code}`);
		await sound(page, `/counter/hand-out/${ready.code}/slip`);
		await sound(page, `/dossiers/${ready.code}`);
	}
	is(page.faults.join('\n'), '', 'no fault in scripts or policy');
	await page.context().close();

	/* a bundle, of which one is refused */
	page = await h.enter(agency, { post: 'Công chức tiếp nhận' });
	await page.goto('/counter/bundle');
	await page.fill('[name=p-find]', '3801234567');
	await page.fill('[name=c1-find]', '1.001612');
	await page.fill('[name=c1-count]', '2');
	await page.fill('[name=c2-find]', '1.013225');
	await leads(page, () => page.locator('[value=look]').click());
	await page.fill('[name=p-name]', 'Công ty TNHH Ví Dụ');
	for (const tick of await page.locator('[name$=-whole]').all()) {
		await tick.check();
	}
	await leads(page, () => page.locator('[value=receive]').click());
	if (like(page.url(), /\/counter\/bundle\/b/, 'a bundle is received')) {
		await sound(page, new URL(page.url()).pathname, 'what became of a bundle');
	}
	await page.context().close();

	/* the administrator */
	page = await h.page();
	await page.goto('/demo/people');
	await page.locator('form:has(input[name=person][value=admin]) button').first().click();
	await page.waitForURL('**/work');
	for (const where of ['/admin', '/admin/units', '/admin/units?q=phuong', `/admin/units/${agency}`, '/admin/new-unit',
			     '/admin/people', `/admin/people/${one.holder.person}`, '/admin/new-person', '/admin/search',
			     `/admin/search?code=${one.code}`, '/admin/search?who=nobody&from=x', '/admin/procedures',
			     '/admin/procedures/1.001776?v=2&with=1', '/admin/procedures/1.001612',
			     '/admin/procedures/1.001612/try?way=forward,supplement', '/admin/procedures/1.001776/try?v=2&with=1&way=forward,forward,silence',
			     '/admin/procedures/1.001612/try?unit=nowhere', '/admin/calendars', '/admin/rule-sets', '/admin/rule-sets?set=R2025&with=R2021', '/admin/law', '/admin/webhooks', '/admin/tokens']) {
		await sound(page, where);
	}
	await page.goto(`/admin/units/${agency}`);
	await page.locator('#close-to').fill('2099-01-01');
	await page.locator('form[action$="/close"] button').click();
	ok(await shown('.sure') === 1, 'closing a unit is asked about once more');
	const unsure = await faults(page);
	ok(unsure.length === 0, 'which axe finds sound', unsure.join('\n'));
	await page.goto('/admin/calendars');
	await page.locator('form[action="/admin/calendars"] button').click();
	await page.waitForSelector('.note');
	const tried = await faults(page);
	ok(tried.length === 0, 'so is what a dry run says', tried.join('\n'));
	/* law that is handed in, looked at, not applied */
	const law = JSON.parse(fs.readFileSync('law/procedures/1.001612.json', 'utf8'));
	law.versions[0].to = '2026-12-01';
	law.versions.push({ ...law.versions[0], number: 2, from: '2026-12-01', to: undefined, limit: '2d' });
	const handIn = async (name, what) => {
		await page.goto('/admin/law');
		await page.setInputFiles('#file', { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(what)) });
		await page.locator('form[enctype] button').click();
		await page.waitForURL('**/admin/law/*');
		await sound(page, new URL(page.url()).pathname, name);
	};
	await handIn('moi.json', law);
	const [both] = (await page.locator('main td a[href]').first().getAttribute('href')).split('#');
	await sound(page, both, 'side by side before it is applied');
	law.versions[1].limit = '2x';
	await handIn('sai.json', law);
	await sound(page, '/admin/factor');
	await sound(page, '/admin/reform?on=2025-07-01', 'a reorganisation');
	await sound(page, '/admin/accounts');
	await sound(page, await page.locator('main td a[href]').first().getAttribute('href'), 'one account');
	await page.context().close();
});
