#!/usr/bin/env node
// Renews the pictures that README shows: `make shots`. A demonstration of a fixed seed and
// day whose clock stands still, so that only what a page shows changes its picture.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { House, launch, serve, stop, dunghen } = require('../test/browser/lib.js');

const OUT = 'doc/img';
const SIZE = { width: 1240, height: 860 };
const MAKE = ['--dossiers', '1500', '--months', '3', '--until', '2026-11-27', '--speed', '0'];

async function shoot(page, name)
{
	await page.setViewportSize(SIZE);
	await page.evaluate(() => document.fonts.ready);
	await page.evaluate(() => {
		document.activeElement?.blur();
		window.scrollTo(0, 0);
	});
	await page.screenshot({ path: path.join(OUT, `${name}.png`), animations: 'disabled' });
	console.log(`${OUT}/${name}.png`);
}

/* Officers' dossiers of communes, the oldest first. */
function candidates(h)
{
	const open = h.dossiers('--open').filter((d) => d.state === 'open' &&
		d.holder.post === 'officer' && /^\d+\./.test(d.holder.unit));
	return open.sort((a, b) => (a.received_at < b.received_at ? -1 : 1));
}

/* The first of them whose owner has a number: its page, and that number. */
async function telling(h)
{
	for (const dossier of candidates(h)) {
		const page = await h.enterHolder(dossier);
		await page.goto(`/dossiers/${dossier.code}`);
		const [number] = (await page.locator('main').innerText()).match(/\b000\d{9}\b/) || [];
		if (number) {
			return { dossier, page, number };
		}
	}
	throw new Error('nobody has a number');
}

async function citizens(h, dossier, number)
{
	const page = await h.page();
	await page.goto('/');
	await shoot(page, 'home');
	await page.goto('/demo/people');
	await shoot(page, 'people');
	await page.goto(`/track?code=${dossier.code}`);
	await page.locator('main input:not([type=hidden])').last().fill(number.slice(-4));
	await page.locator('main button').first().click();
	await page.locator('.ribbon').waitFor();
	await shoot(page, 'track');
}

async function clerk(h, agency, number)
{
	const page = await h.enter(agency, { post: 'Công chức tiếp nhận' });
	await page.goto('/counter/new');
	await page.keyboard.type(number);
	await page.keyboard.press('Tab');
	await page.keyboard.type('xay dung nha o');
	await page.keyboard.press('Enter');
	await page.locator('[value=all]').waitFor();
	await page.waitForLoadState('networkidle');
	await page.locator('[value=all]').press('Enter');
	await page.getByRole('button', { name: 'Xem giấy tờ và ngày hẹn' }).click();
	await page.getByText(/đủ (\d+) \/ \1/).waitFor();
	await shoot(page, 'intake');
}

/* The first chairman of a commune with something to sign, and its page. */
async function signer(h)
{
	const waiting = h.dossiers('--open').filter((d) => d.state === 'open' &&
		d.holder.post === 'head' && /^\d+$/.test(d.holder.unit));
	for (const dossier of waiting) {
		const page = await h.enterHolder(dossier);
		await page.goto('/sign');
		const first = page.locator('main a.code').first();
		if (await first.count() > 0) {
			await page.goto(`/sign/${await first.innerText()}`);
			/* A browser without a window shows no PDF. */
			await page.locator('details.file').evaluateAll((all) =>
				all.forEach((d) => { d.open = false; }));
			await shoot(page, 'sign');
			return;
		}
	}
	throw new Error('nobody has anything to sign');
}

async function take(h)
{
	const { dossier, page, number } = await telling(h);
	await shoot(page, 'dossier');
	await page.goto('/work');
	await shoot(page, 'inbox');
	await citizens(h, dossier, number);
	await clerk(h, House.agency(dossier.holder.unit), number);
	await signer(h);
}

async function main()
{
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'dunghen-'));
	const db = path.join(dir, 'db');
	let served, browser;
	try {
		served = await serve(db, path.join(dir, 'log'), 'demo', ...MAKE);
		browser = await launch(dir);
		await take(new House(browser, served.url, db));
	} finally {
		await browser?.close();
		if (served) {
			await stop(served.child);
		}
		fs.rmSync(dir, { recursive: true, force: true });
	}
}

main().catch((e) => {
	console.error(e);
	process.exitCode = 1;
});
