#!/usr/bin/env node
// A citizen's whole way: the receipt's digits, a code to the contact given at reception, the
// papers, who has looked, a new contact, another way of the result, withdrawal, leaving, and
// each page by axe.
'use strict';
const { house, ok, is, like, dunghen, sound, follow, leads, text, tooWide, faults, CLOCK } = require('./lib.js');

/* One that is being worked on, of somebody with a number; as the chair may read it. */
function some(db)
{
	const list = JSON.parse(dunghen('dossier', 'list', '--db', db, '--json', '--state', 'open', '--limit', '200')).dossiers;
	for (const d of list.reverse()) {
		const opened = dunghen('dossier', 'open', d.code, '--as', 'cb0001', '--clock', CLOCK, '--db', db, '--json');
		const number = /id_number\\":\\"\d*(\d{4})\\"/.exec(opened);
		if (number && /phone/.test(opened)) {
			return { code: d.code, digits: number[1] };
		}
	}
	return null;
}

house({ dossiers: 200, before: some }, async (h, d) => {
	const at = `/track/${d.code}/proved`;
	const looks = async (page, name) => {
		const found = await faults(page);
		ok(found.length === 0, `${name}: axe`, found.join('\n'));
	};
	/* What a demonstration would have sent last, to whom. */
	const message = async () => {
		const page = await h.page();
		await page.goto('/demo/messages');
		const first = await page.locator('main section').first().innerText();
		await page.context().close();
		return { digits: (/: (\d{6})\./.exec(first) || [])[1], first };
	};

	/* the digits of the receipt open the tracking page, and lead on */
	const page = await follow(h, d.code, d.digits, { script: true });
	await leads(page, () => page.getByRole('link', { name: 'Xác nhận bằng mã' }).click());
	is(new URL(page.url()).pathname, at, 'there one proves who one is');
	like(await text(page), /mã dùng một lần[^]*Tin nhắn đến •••• \d{3}/, 'by a code to a masked contact');
	await sound(page, at, 'the page that asks');
	await leads(page, () => page.getByRole('button', { name: 'Gửi mã' }).click());
	like(await text(page), /Mã được gửi đến •••• \d{3}/, 'it is sent');
	like(await text(page), /trình diễn không gửi tin thật/, 'a demonstration says where it is');
	ok(await page.locator('#digits:focus').count() === 1, 'the field for it has the focus');
	await looks(page, 'a code was sent');
	const code = await message();
	like(code.digits || '', /^\d{6}$/, 'it stands among the messages');

	/* a wrong one, then the right one */
	await page.fill('#digits', code.digits === '123456' ? '123457' : '123456');
	await leads(page, () => page.keyboard.press('Enter'));
	like(await text(page), /Mã không đúng/, 'a wrong code is told');
	await looks(page, 'a wrong code');
	await page.fill('#digits', code.digits);
	await leads(page, () => page.keyboard.press('Enter'));
	like(await text(page), /phần chỉ ông\/bà xem[^]*Giấy tờ[^]*Diễn biến/, 'the part that only they see');
	await sound(page, at, 'the part that only they see');
	const form = page.getByRole('link', { name: /Giấy tiếp nhận/ }).first();
	const pdf = await page.request.get(await form.getAttribute('href'));
	is(pdf.headers()['content-type'], 'application/pdf', 'a printed form');
	const proof = await page.request.get(`${at}/receipt`);
	like(await proof.text(), /^c2sp\.org\/tlog-proof@v1\nextra /, 'the proof of reception');

	/* who has looked */
	await leads(page, () => page.getByRole('link', { name: 'Xem danh sách' }).click());
	like(await text(page), /Ông\/bà, bằng mã xác nhận/, 'their own openings');
	await sound(page, `${at}/looks`, 'who has looked');

	/* another way of the result */
	await page.goto(at);
	const way = await page.inputValue('#result_by') === 'post' ? 'electronic' : 'post';
	await page.selectOption('#result_by', way);
	await leads(page, () => page.getByRole('button', { name: 'Đổi cách nhận' }).click());
	like(await text(page), /Đã đổi cách nhận kết quả/, 'another way of the result');

	/* a new contact */
	await page.selectOption('#way', 'phone');
	await page.fill('#contact', '123');
	await leads(page, () => page.getByRole('button', { name: /liên hệ mới/ }).click());
	like(await text(page), /không phải là số điện thoại/, 'what is no number is told');
	await looks(page, 'what is no number');
	await page.fill('#contact', '0911 222 333');
	await leads(page, () => page.getByRole('button', { name: /liên hệ mới/ }).click());
	like(await text(page), /Mã đã gửi đến \+84911222333/, 'a code goes to the new number');
	await looks(page, 'a code to the new number');
	is(await tooWide(page), '', 'which fits');
	const second = await message();
	like(second.first, /\+84911222333/, 'really');
	await page.fill('#digits', second.digits);
	await leads(page, () => page.keyboard.press('Enter'));
	like(await text(page), /Đã đổi liên hệ[^]*•••• 333/, 'changed');
	unlike((await message()).first, /\+84911222333/, 'the old number is told');

	/* withdrawal, asked about once more */
	await page.fill('#reason', 'Tôi đổi ý.');
	await leads(page, () => page.getByRole('button', { name: 'Rút hồ sơ' }).click());
	like(await text(page), /kết thúc vì ông\/bà rút/, 'are you sure?');
	await looks(page, 'are you sure');
	await leads(page, () => page.getByRole('button').first().click());
	like(await text(page), /Hồ sơ đã được rút[^]*Ông\/bà rút hồ sơ/, 'withdrawn');
	is(await page.locator('#own-withdraw').count(), 0, 'once');
	await looks(page, 'withdrawn');

	/* leaving */
	await leads(page, () => page.getByRole('button', { name: 'Đóng lại ngay' }).click());
	like(await text(page), /Đã đóng phần chỉ ông\/bà xem/, 'closed');
	await page.goto(`${at}/looks`);
	like(await text(page), /Gửi mã/, 'a code is asked for again');
	is(page.faults.join('\n'), '', 'no fault in scripts or policy');
	await page.goto('/demo/messages');
	await sound(page, '/demo/messages');

	/* not where the office works */
	const clerk = await h.enter('25195', { post: 'Công chức tiếp nhận' });
	await clerk.goto(`/track?code=${d.code}`);
	await clerk.fill('#digits', d.digits);
	await leads(clerk, () => clerk.keyboard.press('Enter'));
	await clerk.goto(at);
	like(await text(clerk), /đang dùng cho công việc của cơ quan/, 'not in a browser of the office');
	await looks(clerk, 'in a browser of the office');
});

function unlike(got, want, name)
{
	ok(!want.test(got), name, got);
}
