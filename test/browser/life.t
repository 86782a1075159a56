#!/usr/bin/env node
// A dossier's whole life through the pages: brought to the counter by keyboard, worked
// on, signed and handed out by mouse, and followed by the citizen all the way.
'use strict';
const { house, ok, is, like, dunghen, act, leads, tabTo, follow, text, codeIn } = require('./lib.js');

const AGENCY = '25195';		/* a commune */
const PDF = Buffer.from('%PDF-1.7\n' + 'trang '.repeat(500) + '\n%%EOF\n');

house({ dossiers: 60 }, async (h) => {
	/* ---- the counter, by keyboard alone ---- */
	const clerk = await h.enter(AGENCY, { unit: 'Phục vụ hành chính công', post: 'Công chức tiếp nhận' });
	await clerk.goto('/counter/new');
	await clerk.keyboard.type('079090001234');
	await clerk.keyboard.press('Tab');
	await clerk.keyboard.type('ho kinh doanh');
	await clerk.locator('#procedure-found input:checked').waitFor();
	like(await clerk.locator('#p-found').innerText(), /Chưa có ai/, 'found, or not, while one types');
	await clerk.keyboard.press('ArrowDown');
	is(await clerk.evaluate(() => document.activeElement.value), '1.001612', 'the arrow key leads to what is found');
	await clerk.keyboard.press('Escape');
	is(await clerk.evaluate(() => document.activeElement.name), 'procedure-find', 'Escape leads back');
	await leads(clerk, () => clerk.keyboard.press('Enter'));
	await tabTo(clerk, '[name=p-name]');
	await clerk.keyboard.type('Nguyễn Thị Thử');
	await tabTo(clerk, '[name=p-phone]');
	await clerk.keyboard.type('0909000318');
	await tabTo(clerk, '[value=all]');
	like(await clerk.locator('[data-count=on]').innerText(), /^đủ 0 /, 'papers are counted');
	await clerk.keyboard.press('Enter');
	like(await clerk.locator('[data-count=on]').innerText(), /^đủ (\d+) \/ \1$/, 'again when all are ticked');
	like(await clerk.locator('[data-count=off]').innerText(), /^0 /, 'none of them is missing');
	await clerk.keyboard.press('Control+Enter');
	await clerk.waitForURL('**/counter/received/**');
	const code = codeIn(clerk.url());
	ok(code, 'received by keyboard alone');
	await clerk.locator('summary', { hasText: 'Đính kèm tệp' }).click();
	await clerk.locator('[name=paper]').selectOption({ index: 1 });
	await clerk.setInputFiles('#file', { name: 'Bản quét.pdf', mimeType: 'application/pdf', buffer: PDF });
	await leads(clerk, () => clerk.getByRole('button', { name: 'Gửi tệp' }).click());
	await clerk.waitForLoadState();
	like(clerk.url(), /\/counter\/received\//, 'a scan is put in there');
	like(await text(clerk), /Bản quét\.pdf/, 'and stands at its paper');
	let citizen = await follow(h, code, '0318');
	like(await text(citizen), /Công chức tiếp nhận/, 'the citizen sees where it is');

	/* ---- the officer takes it and asks for a paper ---- */
	await clerk.goto(`/dossiers/${code}`);
	await act(clerk, 'Chuyển bước tiếp theo');
	const officer = await h.enter(AGENCY, { unit: 'Phòng Kinh tế', post: 'Chuyên viên' });
	await officer.goto(`/dossiers/${code}`);
	await act(officer, 'Nhận việc này');
	await act(officer, 'Yêu cầu bổ sung', async (form) => {
		await form.locator('[name=items]').fill('Bản sao giấy tờ pháp lý của chủ hộ, bản rõ');
		await form.getByLabel('Giấy tờ pháp lý của chủ hộ').check();
	});
	like(await text(officer), /Giấy tờ cần bổ sung, ghi đủ một lần/, 'asked once, in full');

	/* ---- the citizen opens the notice: from here it is the citizen's time (rule 4) ---- */
	citizen = await follow(h, code, '0318');
	const asked = await text(citizen);
	like(asked, /Cần ông\/bà bổ sung giấy tờ[^]*Giấy tờ pháp lý của chủ hộ[^]*Hồ sơ đang ở đâu/, 'what is asked stands first');
	like(asked, /Đang chờ ông\/bà/, 'and the citizen\'s time runs');
	await clerk.goto(`/dossiers/${code}`);
	await act(clerk, 'Đã nhận bổ sung');
	await citizen.reload();
	like(await text(citizen), /Hẹn trả[^]*Ông\/bà đã nộp bổ sung; đồng hồ chạy lại/, 'until the papers have come');

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
	await chair.keyboard.press('1');
	ok(await chair.evaluate(() => document.activeElement.form?.action.endsWith('/act/sign')), 'a digit leads to the signature');
	ok(await chair.locator('.then').isVisible(), 'and says that Enter gives it');
	await leads(chair, () => chair.keyboard.press('Enter'));
	like(chair.url(), /\/sign\?sign=/, 'which it does');

	/* ---- number, seal, result ---- */
	const records = await h.enter(AGENCY, { post: 'Văn thư' });
	await records.goto('/records');
	await leads(records, () => records.locator(`a[href*="${code}"]`).first().click());
	const result = records.locator(`form[action="/records/${code}"]`);
	like(await result.locator('[name=number]').inputValue(), /^\d+$/, 'the next number of the book');
	await result.locator('[name=book]').fill('GCN');
	await result.locator('[name=number]').fill('1/GCN');
	await result.locator('[name=file]').setInputFiles({ name: 'Giấy chứng nhận.pdf', mimeType: 'application/pdf', buffer: PDF });
	await result.locator('[name=sealed]').check();
	await leads(records, () => result.locator('button').click());
	await records.goto(`/dossiers/${code}`);
	like(await text(records), /Giấy chứng nhận\.pdf/, 'the signed result is there');
	citizen = await follow(h, code, '0318');
	like(await text(citizen), /Đã có kết quả[^]*Mời ông\/bà/, 'the citizen is called');

	/* ---- handed out, by mouse ---- */
	await clerk.goto(`/counter/hand-out/${code}`);
	await clerk.locator('input[name=by]').first().check();
	await clerk.fill('[name=identity]', 'CCCD 079090000318');
	await leads(clerk, () => clerk.locator('form[action$="/deliver"] button').click());
	like(await text(clerk), /Đã trả/i, 'handed out');
	await citizen.reload();
	like(await text(citizen), /Hồ sơ đã kết thúc lúc[^]*Trả kết quả, tại quầy/, 'and the citizen sees the end of it');
	for (const page of [clerk, officer, head, chair, records]) {
		is(page.faults.join('\n'), '', 'no fault in scripts or policy');
	}
});
