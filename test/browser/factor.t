#!/usr/bin/env node
// The second factor as somebody meets it: required by their unit, set up with a telephone
// that reads the picture, asked for at the next sign-in. Its pages are sound.
'use strict';
const crypto = require('node:crypto');
const { house, ok, is, like, dunghen, faults, leads, sound, speak, text, tooWide, PHONE, WIDE } = require('./lib.js');

const PASSWORD = 'rice on the north bank';

/* An officer of a commune, with a password given by the administrator. */
function prepare(db)
{
	const list = JSON.parse(dunghen('dossier', 'list', '--db', db, '--json', '--limit', '500')).dossiers;
	const { person, unit } = list.find((d) => d.holder?.person && d.holder.post === 'officer' && /^\d/.test(d.holder.unit)).holder;
	const given = JSON.parse(dunghen('account', 'set-password', person, '--as', 'admin', '--db', db, '--json')).password;
	return { key: person, unit, given };
}

/* RFC 6238, as a telephone does it. */
function codeOf(base32, step)
{
	const bits = [...base32.replace(/ /g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
	const secret = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = crypto.createHmac('sha1', secret).update(counter).digest();
	const n = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
	return String(n % 1000000).padStart(6, '0');
}
const stepNow = () => Math.floor(Date.now() / 30000);

/* A page that came of a form: it cannot be asked for again, so it is looked at as it is. */
async function soundHere(page, name)
{
	const light = await faults(page);
	ok(light.length === 0, `${name}: axe`, light.join('\n'));
	await page.emulateMedia({ colorScheme: 'dark' });
	const dark = await faults(page, ['color-contrast']);
	ok(dark.length === 0, `${name}: axe in the dark`, dark.join('\n'));
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(PHONE);
	const wide = await tooWide(page);
	ok(wide === '', `${name}: fits a phone`, wide);
	await page.setViewportSize(WIDE);
}

async function signIn(page, key, password)
{
	await page.goto('/sign-in');
	await page.fill('#key', key);
	await page.fill('#password', password);
	await leads(page, () => page.keyboard.press('Enter'));
}

house({ dossiers: 150, before: prepare }, async (h, who) => {
	/* the administrator requires it of the commune */
	const admin = await h.page();
	await admin.goto('/demo/people');
	await admin.locator('form:has(input[name=person][value=admin]) button').first().click();
	await admin.waitForURL('**/work');
	await admin.goto('/admin/accounts');
	await leads(admin, () => admin.locator('main a[href="/admin/factor"]').click());
	await admin.fill('#unit', who.unit.split('.')[0]);
	await leads(admin, () => admin.locator('form[action="/admin/factor/require"] button').click());
	like(await text(admin), /Đã ghi yêu cầu/, 'the administrator requires it of a commune');
	await sound(admin, '/admin/factor', 'the units that must');
	await sound(admin, `/admin/accounts/${who.key}`, 'an account that owes one');

	/* the officer sets it up */
	const page = await h.page();
	await signIn(page, who.key, who.given);
	await page.fill('#old', who.given);
	await page.fill('#fresh', PASSWORD);
	await page.fill('#again', PASSWORD);
	await leads(page, () => page.locator('main form button').click());
	await signIn(page, who.key, PASSWORD);
	like(page.url(), /\/own\/factor$/, 'whose unit wants it is led to setting it up');
	await sound(page, '/own/factor', 'setting up');
	const box = await page.locator('svg.scan').boundingBox();
	ok(box.width >= 160 && Math.abs(box.width - box.height) < 1, 'the picture is large enough and square');
	const secret = await page.locator('main b.code').innerText();
	const first = stepNow();
	await page.fill('#code', codeOf(secret, first));
	await leads(page, () => page.locator('main form button').click());
	is(await page.locator('main li b.code').count(), 10, 'ten recovery codes');
	await soundHere(page, 'the recovery codes');
	await leads(page, () => page.locator('main a.btn').click());
	like(page.url(), /\/work$/, 'and on to work');
	await sound(page, '/own', 'the account');
	await sound(page, '/own/factor', 'the factor that is set up');
	await sound(page, '/own/factor?again=1', 'setting up again');

	/* and signs in by it, on another computer, in English */
	const other = await h.page();
	await signIn(other, who.key, PASSWORD);
	await soundHere(other, 'the code');
	ok(await other.locator('#code:focus').count() === 1, 'the code may be typed at once');
	await other.fill('#code', '000 00');
	await leads(other, () => other.keyboard.press('Enter'));
	like(await text(other), /Mã xác thực không đúng/, 'a wrong one is refused');
	await soundHere(other, 'a code refused');
	await other.fill('#code', codeOf(secret, Math.max(first + 1, stepNow())));
	await leads(other, () => other.keyboard.press('Enter'));
	like(other.url(), /\/work$/, 'the right one opens the house');
	const foreign = await h.page();
	await foreign.goto('/sign-in');
	await speak(foreign.context(), new URL(foreign.url()).origin, 'en');
	await signIn(foreign, who.key, PASSWORD);
	like(await text(foreign), /Second step: the code/, 'in English too');
	await soundHere(foreign, 'the code in English');
	for (const p of [admin, page, other, foreign]) {
		is(p.faults.join('\n'), '', 'no fault in scripts or policy');
	}
});
