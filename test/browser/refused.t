#!/usr/bin/env node
// What is not allowed, what has run out, what is refused by law: nobody loses what was
// typed, and everybody is told what to do.
'use strict';
const { house, ok, is, like, dunghen, givePassword, leads, act, tabTo, follow, text, codeIn, sound } = require('./lib.js');

/* An officer with an open dossier, and a password given by the administrator. */
function prepare(db)
{
	const list = JSON.parse(dunghen('dossier', 'list', '--db', db, '--json', '--state', 'open',
					'--limit', '500')).dossiers;
	/* The newest: in its first days a request of supplements needs no signature. */
	list.sort((a, b) => (a.received_at < b.received_at ? 1 : -1));
	const one = list.find((d) => d.holder?.post === 'officer' && /^\d/.test(d.holder.unit) &&
		!/supplement_asked|signed|paused|opinion_asked/.test(dunghen('dossier', 'timeline', d.code, '--db', db, '--json')));
	givePassword(db, one.holder.person);
	return one;
}

async function signIn(page, key, password)
{
	await page.fill('#key', key);
	await page.fill('#password', password);
	await leads(page, () => page.keyboard.press('Enter'));
}

const form = (page, title) =>
	page.locator('.acts details', { has: page.locator('summary', { hasText: title }) }).first();

house({ dossiers: 250, before: prepare }, async (h, one) => {
	const agency = one.holder.unit.split('.')[0];
	const key = one.holder.person;
	const password = 'my own words of today';

	/* ---- who may come where ---- */
	const stranger = await h.page();
	await stranger.goto(`/dossiers/${one.code}`);
	like(stranger.url(), /\/sign-in\?back=/, 'a stranger is asked to sign in');

	const officer = await h.page();
	await officer.goto('/sign-in');
	await signIn(officer, key, 'not this one at all');
	like(await text(officer), /Đăng nhập/, 'a wrong password opens nothing');
	is(await officer.inputValue('#key'), key, 'the key is kept, the password is not');
	is(await officer.inputValue('#password'), '', 'really');
	await signIn(officer, key, 'given for one day');
	like(officer.url(), /\/own\/password/, 'a given password may only be changed');
	await officer.goto('/work');
	like(officer.url(), /\/own\/password/, 'and leads nowhere else');
	await officer.fill('#old', 'given for one day');
	await officer.fill('#fresh', password);
	await officer.fill('#again', password);
	await leads(officer, () => officer.getByRole('button').last().click());
	await signIn(officer, key, password);
	like(officer.url(), /\/work$/, 'one\'s own opens the house');

	for (const where of ['/sign', '/records', '/counter/new', '/counter/online', '/unit']) {
		const reply = await officer.goto(where);
		is(reply.status(), 403, `${where} is not an officer's`);
		like(await text(officer), /403/, 'and a page says so');
	}
	await sound(officer, '/records', 'a refusal');
	is((await officer.goto('/dossiers/H19.99-260101-9999')).status(), 404, 'one that is not there');

	/* ---- a sign-in that has run out keeps what was typed ---- */
	await officer.goto(`/dossiers/${one.code}`);
	const asking = form(officer, 'Yêu cầu bổ sung');
	await asking.locator('summary').click();
	await asking.locator('textarea').first().fill('Bản vẽ có chữ ký của chủ nhà');
	await officer.context().clearCookies();
	await leads(officer, () => asking.locator('form button').last().click());
	like(await text(officer), /Những gì đã nhập vẫn được giữ/, 'signed out meanwhile: asked to sign in');
	await sound(stranger, '/sign-in?back=%2Fwork', 'the sign-in');
	await signIn(officer, key, password);
	like(await text(officer), /Gửi tiếp biểu mẫu đang dở/, 'then to send it once more');
	const leave = await officer.locator('main a').getAttribute('href');
	is(leave, `/dossiers/${one.code}`, 'or to leave it, to the page it stood on');
	await leads(officer, () => officer.getByRole('button', { name: 'Gửi tiếp' }).click());
	like(await text(officer), /Bản vẽ có chữ ký của chủ nhà/, 'nothing typed was lost');
	is(await officer.locator('.acts textarea').evaluateAll((all) => all.map((el) => el.value).join('')), '',
	   'and nothing is left in other forms');

	/* ---- a lost connection does not lose it either ---- */
	const back = form(officer, 'Trả lại bước trước');
	await back.locator('summary').click();
	await back.locator('select').first().selectOption({ index: 1 });
	await back.locator('textarea').first().fill('Thiếu chữ ký ở trang hai');
	await officer.context().setOffline(true);
	await back.locator('form button').last().click();
	await officer.waitForURL(/chrome-error|act\/send_back/);
	await officer.context().setOffline(false);
	await officer.goto(`/dossiers/${one.code}`);
	is(await form(officer, 'Trả lại bước trước').locator('textarea').first().inputValue(), 'Thiếu chữ ký ở trang hai',
	   'typed before the connection was lost');

	/* ---- what the law refuses is said at its form ---- */
	const again = form(officer, 'Trả lại bước trước');
	if (await again.getAttribute('open') === null) {
		await again.locator('summary').click();
	}
	await again.locator('textarea').first().fill(' ');
	await again.locator('textarea').first().evaluate((el) => { el.form.noValidate = true; });
	await leads(officer, () => again.locator('form button').last().click());
	ok(await form(officer, 'Trả lại bước trước').locator('[aria-invalid=true]').isVisible(), 'an empty reason is refused there, at its field');
	await leads(officer, () => officer.getByRole('link', { name: 'EN', exact: true }).click());
	ok(/\/$|\/work|\/dossiers/.test(new URL(officer.url()).pathname), 'the language may be changed after a form');
	await officer.context().close();

	/* ---- refused at the counter: the citizen learns why ---- */
	const clerk = await h.enter(agency, { unit: 'Phục vụ hành chính công', post: 'Công chức tiếp nhận' });
	await clerk.goto('/counter/new');
	await clerk.keyboard.type('079090005678');
	await clerk.keyboard.press('Tab');
	await clerk.keyboard.type('ho kinh doanh');
	await leads(clerk, () => clerk.keyboard.press('Enter'));
	await clerk.fill('[name=p-name]', 'Trần Văn Mẫu');
	await tabTo(clerk, 'summary:has-text("Từ chối")');
	await clerk.keyboard.press('Enter');
	await clerk.locator('select[name=reason]').selectOption({ index: 1 });
	await clerk.locator('textarea[name=note]').fill('Ngành nghề thuộc diện cấm');
	await leads(clerk, () => clerk.locator('button[value=decline]').click());
	like(await text(clerk), /không được tiếp nhận[^]*Ngành nghề thuộc diện cấm/, 'one is asked once more');
	await leads(clerk, () => clerk.locator('button[name=sure]').click());
	const code = codeIn(clerk.url());
	ok(code, 'refused, with a code');
	const citizen = await follow(h, code, '5678');
	like(await text(citizen), /Từ chối tiếp nhận. Lý do: \S/, 'the citizen reads the reason');
	like(await text(citizen), /Hồ sơ đã kết thúc lúc/, 'and that it is over');
});
