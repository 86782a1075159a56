#!/usr/bin/env node
// A dossier's whole life through the pages: brought to the counter by keyboard, worked
// on, signed and handed out by mouse, and followed by the citizen all the way.
'use strict';
const { house, ok, is, like } = require('./lib.js');

const AGENCY = '25195';		/* a commune */

/* The code in the address or text of a page. */
const code_in = (text) => (/H19\.\d+-\d{6}-\d{4}/.exec(text) || [''])[0];

/* By keyboard only. */
async function tabTo(page, selector)
{
	const there = page.locator(`${selector}:focus`);
	for (let i = 0; i < 120 && await there.count() === 0; i++) {
		await page.keyboard.press('Tab');
	}
	ok(await there.count() === 1, `Tab leads to ${selector}`);
}

/* Presses the one button or opens the form with this name, fills it and sends it. */
async function act(page, title, fill)
{
	const acts = page.locator('.acts');
	const form = acts.locator('details', { has: page.locator('summary', { hasText: title }) });
	if (await form.count() > 0) {
		await form.first().locator('summary').click();
		await fill?.(form.first());
		await form.first().locator('form button').last().click();
	} else {
		await acts.getByRole('button', { name: title }).first().click();
	}
}

/* What the citizen sees, by code and digits, without any script. */
async function follow(h, code, digits)
{
	const page = await h.page({ script: false });
	await page.goto('/');
	await page.fill('#code', code);
	await page.fill('[name=digits]', digits);
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/track/${code}`);
	return page;
}

house({ dossiers: 60 }, async (h) => {
	/* ---- the counter, by keyboard alone ---- */
	const clerk = await h.enter(AGENCY, { unit: 'Phục vụ hành chính công', post: 'Công chức tiếp nhận' });
	await clerk.goto('/counter/new');
	await clerk.keyboard.type('079090001234');
	await clerk.keyboard.press('Tab');
	await clerk.keyboard.type('ho kinh doanh');
	await clerk.keyboard.press('Enter');
	await clerk.locator('[name=p-name]').waitFor();
	await tabTo(clerk, '[name=p-name]');
	await clerk.keyboard.type('Nguyễn Thị Thử');
	await tabTo(clerk, '[name=p-phone]');
	await clerk.keyboard.type('0909000318');
	await tabTo(clerk, '[value=all]');
	await clerk.keyboard.press('Enter');
	await clerk.keyboard.press('Control+Enter');
	await clerk.waitForURL('**/counter/received/**');
	const code = code_in(clerk.url());
	ok(code, 'received by keyboard alone');
	let citizen = await follow(h, code, '0318');
	like(await citizen.locator('main').innerText(), /Công chức tiếp nhận/, 'the citizen sees where it is');

	/* ---- the officer takes it and asks for a paper ---- */
	await clerk.goto(`/dossiers/${code}`);
	await act(clerk, 'Chuyển bước tiếp theo');
	await clerk.waitForLoadState();
	const officer = await h.enter(AGENCY, { unit: 'Phòng Kinh tế', post: 'Chuyên viên' });
	await officer.goto(`/dossiers/${code}`);
	await act(officer, 'Nhận việc này');
	await act(officer, 'Yêu cầu bổ sung', async (form) => {
		await form.locator('[name=items]').fill('Bản sao giấy tờ pháp lý của chủ hộ, bản rõ');
		await form.getByLabel('Giấy tờ pháp lý của chủ hộ').check();
	});
	like(await officer.locator('main').innerText(), /Giấy tờ cần bổ sung, ghi đủ một lần/, 'asked once, in full');

	/* ---- the citizen opens the notice: from here it is the citizen's time (rule 4) ---- */
	citizen = await follow(h, code, '0318');
	const asked = await citizen.locator('main').innerText();
	like(asked, /Cần ông\/bà bổ sung giấy tờ[^]*Giấy tờ pháp lý của chủ hộ[^]*Hồ sơ đang ở đâu/, 'what is asked stands first');
	like(asked, /Đang chờ ông\/bà/, 'and the citizen\'s time runs');
	await clerk.goto(`/dossiers/${code}`);
	await act(clerk, 'Đã nhận bổ sung');
	await citizen.reload();
	like(await citizen.locator('main').innerText(), /Hẹn trả[^]*Ông\/bà đã nộp bổ sung; đồng hồ chạy lại/, 'until the papers have come');

	/* ---- on to the signature ---- */
	await officer.goto(`/dossiers/${code}`);
	await act(officer, 'Chuyển bước tiếp theo');
	const head = await h.enter(AGENCY, { unit: 'Phòng Kinh tế', post: 'Trưởng phòng' });
	await head.goto(`/dossiers/${code}`);
	await act(head, 'Nhận việc này');
	await act(head, 'Trình ký');
	const chair = await h.enter(AGENCY, { post: 'Chủ tịch UBND' });
	await chair.goto('/sign');
	await chair.locator(`a[href*="${code}"]`).first().click();
	await chair.waitForURL(`**/${code}*`);
	await act(chair, 'Ký');
	await chair.waitForLoadState();
	const records = await h.enter(AGENCY, { post: 'Văn thư' });
	await records.goto('/records');
	like(await records.locator('main').innerText(), new RegExp(code), 'the records clerk has it in the queue');
});
