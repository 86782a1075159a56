#!/usr/bin/env node
// A whole life by keyboard alone, with the keys that the pages name: nobody touches a mouse
// from the reception to the hand-out.
'use strict';
const { house, ok, like, leads, tabTo, follow, text, codeIn } = require('./lib.js');

const AGENCY = '25195';
const PDF = Buffer.from('%PDF-1.7\n' + 'trang '.repeat(500) + '\n%%EOF\n');

/* The dossier from wherever one is: by its code in the search. */
async function open(page, code)
{
	await page.keyboard.press('/');
	await page.locator('[data-search]:focus').waitFor();
	await page.keyboard.type(code);
	await leads(page, () => page.keyboard.press('Enter'));
	if (!page.url().includes(`/dossiers/${code}`)) {
		await page.keyboard.press('j');
		await leads(page, () => page.keyboard.press('Enter'));
	}
	like(page.url(), new RegExp(`/dossiers/${code}`), 'found by its code');
}

/* The key that stands on the button of an action without a form. */
async function act(page, title)
{
	const key = await page.locator('.acts [data-key]', { hasText: title }).first().getAttribute('data-key');
	like(key, /^[1-9]$/, `${title}: by ${key}`);
	await leads(page, () => page.keyboard.press(key));
}

/* By Tab to a link, and there. */
async function go(page, href)
{
	await tabTo(page, `a[href*="${href}"]`);
	await leads(page, () => page.keyboard.press('Enter'));
}

house({ dossiers: 60 }, async (h) => {
	/* ---- received ---- */
	const clerk = await h.enter(AGENCY, { unit: 'Phục vụ hành chính công', post: 'Công chức tiếp nhận' });
	await go(clerk, '/counter/new');
	await clerk.keyboard.type('079090004321');
	await clerk.keyboard.press('Tab');
	await clerk.keyboard.type('ho kinh');
	await leads(clerk, () => clerk.keyboard.press('Enter'));
	await clerk.keyboard.type('Nguyễn Thị Thử');
	await tabTo(clerk, '[name=p-phone]');
	await clerk.keyboard.type('0909000318');
	await clerk.keyboard.press('Escape');
	await clerk.keyboard.press('a');
	await leads(clerk, () => clerk.keyboard.press('Enter'));
	const code = codeIn(clerk.url());
	ok(code, 'received');
	await open(clerk, code);
	await act(clerk, 'Chuyển bước tiếp theo');

	/* ---- worked on ---- */
	const officer = await h.enter(AGENCY, { unit: 'Phòng Kinh tế', post: 'Chuyên viên' });
	await open(officer, code);
	await act(officer, 'Nhận việc này');
	await act(officer, 'Chuyển bước tiếp theo');
	const head = await h.enter(AGENCY, { unit: 'Phòng Kinh tế', post: 'Trưởng phòng' });
	await open(head, code);
	await act(head, 'Nhận việc này');
	await act(head, 'Trình ký');

	/* ---- signed: the key leads there, Enter gives it ---- */
	const chair = await h.enter(AGENCY, { post: 'Chủ tịch UBND' });
	await go(chair, '/sign');
	await go(chair, code);
	await chair.keyboard.press('1');
	await leads(chair, () => chair.keyboard.press('Enter'));
	like(chair.url(), /\/sign\?sign=/, 'signed');

	/* ---- numbered, with the signed paper ---- */
	const records = await h.enter(AGENCY, { post: 'Văn thư' });
	await go(records, '/records');
	await go(records, `/records/${code}`);
	/* Asked for while Tab is on its way: the browser must have heard of it before Space. */
	const chosen = records.waitForEvent('filechooser');
	await tabTo(records, '[name=book]');
	await records.keyboard.type('GCN');
	await tabTo(records, '[name=file]');
	await records.keyboard.press('Space');
	const chooser = await chosen;
	await chooser.setFiles({ name: 'Giấy chứng nhận.pdf', mimeType: 'application/pdf', buffer: PDF });
	await tabTo(records, '[name=sealed]');
	await records.keyboard.press('Space');
	await leads(records, () => records.keyboard.press('Control+Enter'));
	await open(records, code);
	like(await text(records), /Giấy chứng nhận\.pdf/, 'the result is there');

	/* ---- handed out ---- */
	await go(clerk, '/counter/ready');
	await go(clerk, `/counter/hand-out/${code}`);
	await tabTo(clerk, '[name=by]');
	await clerk.keyboard.press('Space');
	await tabTo(clerk, '[name=identity]');
	await clerk.keyboard.type('CCCD 079090004321');
	await leads(clerk, () => clerk.keyboard.press('Control+Enter'));
	like(await text(clerk), /Đã trả/i, 'handed out');
	const citizen = await follow(h, code, '0318');
	like(await text(citizen), /Hồ sơ đã kết thúc lúc/, 'and the citizen sees the end of it');
});
