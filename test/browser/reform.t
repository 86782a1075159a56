#!/usr/bin/env node
// Who gets which post when units end: a table from a file, put right row by row, as people do it.
'use strict';
const { house, ok, is, like, sound } = require('./lib.js');

house({ dossiers: 40 }, async (h) => {
	const page = await h.page();
	await page.goto('/demo/people');
	await page.locator('form:has(input[name=person][value=admin]) button').first().click();
	await page.waitForURL('**/work');
	await page.goto('/admin/reform?on=2025-07-01');
	await page.getByRole('link', { name: 'Lập bảng' }).click();
	await page.waitForURL('**/admin/reform/people?on=2025-07-01');
	const where = '/admin/reform/people?on=2025-07-01';
	await sound(page, where, 'without a table');

	/* a file with a row that is wrong */
	const table = 'person,unit,post\nadmin,25195.vhxh,officer\nghost,25195.vhxh,officer\n';
	await page.setInputFiles('#file', { name: 'nhan su.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
	await page.locator('form[enctype] button').click();
	await page.waitForSelector('td .wrong');
	is(await page.locator('tbody tr').count() >= 2, true, 'both rows are shown');
	like(await page.locator('td .wrong').textContent(), /ghost/, 'and which is wrong');
	await sound(page, where, 'with a wrong row');

	/* put right */
	await page.getByRole('link', { name: 'Sửa hàng 3' }).click();
	await page.waitForURL('**line=3*');
	is(await page.inputValue('#row-person'), 'ghost', 'it stands in the form');
	await page.fill('#row-person', 'nobody');
	await page.locator('form[action$="/row"] button').click();
	await page.waitForSelector('#row-person-wrong');
	is(await page.evaluate(() => document.activeElement.id), 'row-person', 'what is wrong has the focus');
	ok(await page.locator('#row-person[aria-invalid=true]').count() === 1, 'and says so to readers');
	await page.fill('#row-person', 'admin');
	await page.selectOption('#row-post', 'deputy');
	await page.locator('form[action$="/row"] button').click();
	await page.waitForURL('**done=row*');
	is(await page.locator('td .wrong').count(), 0, 'nothing is wrong any more');
	await sound(page, where, 'put right');
	await sound(page, '/admin/reform?on=2025-07-01', 'the reorganisation with it');
	is(page.faults.join('\n'), '', 'no fault in scripts or policy');
});
