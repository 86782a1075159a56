/* Keyboard: `/` goes to the search, J and K to the next and previous row or page, X ticks
 * the row, ? opens the panel that tells the keys (part_keys.html),
 * [data-row-key] names the key of a button of the row one is at,
 * and [data-key] names the key of a button or link ("1", "b", "ctrl+enter"), which with
 * [data-final] only leads there, for what it does cannot be recalled; Escape leaves
 * a field, for a letter typed there is one.
 * Without this file everything is there by Tab and Enter. */

const typing = (el) => el.closest("input:not([type=checkbox], [type=radio]), select, textarea, "
	+ "[contenteditable]") !== null;

function press(name) {
	const fit = [...document.querySelectorAll("[data-key]")].filter((el) =>
		el.dataset.key === name && !el.disabled && el.checkVisibility());
	/* Of several forms the one that is being filled in. */
	const form = document.activeElement?.closest("form");
	const el = fit.find((one) => form && form.contains(one)) ?? fit[0];
	el?.focus();
	/* What cannot be recalled takes Enter as well. */
	if (el && !("final" in el.dataset)) {
		el.click();
	}
	/* A form that unfolds waits for its first field. */
	if (el?.matches("details[open] > summary")) {
		el.parentElement.querySelector("select, textarea, input:not([type=hidden])")?.focus();
	}
	return el !== undefined;
}

/* The key of a button in the row one is at: [data-row-key]. */
function pressInRow(name) {
	const row = document.activeElement?.closest("[data-rows] tbody > tr");
	const el = [...row?.querySelectorAll("[data-row-key]") ?? []]
		.find((one) => one.dataset.rowKey === name);
	el?.click();
	return el !== undefined;
}

/* Rows of a list with [data-rows]: their first link takes the focus. */
function move(step) {
	const rows = [...document.querySelectorAll("[data-rows] tbody > tr")];
	if (rows.length === 0) {
		return false;
	}
	const at = rows.findIndex((row) => row.contains(document.activeElement));
	const to = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
	const link = to.querySelector("a") ?? to.querySelector("button, input");
	rows.forEach((row) => row.classList.toggle("on", row === to));
	link?.focus();
	return true;
}

/* The tick of the row one is at. */
function tick() {
	const box = document.activeElement?.closest("[data-rows] tbody > tr")
		?.querySelector("input[type=checkbox]");
	box?.click();
	return Boolean(box);
}

/* The panel that tells the keys: without this file it opens by a click. */
function help() {
	const panel = document.querySelector("details[data-keys]");
	if (panel) {
		panel.open = !panel.open;
		panel.querySelector("summary").focus();
	}
	return panel !== null;
}

for (const all of document.querySelectorAll("[data-all]")) {
	all.hidden = false;
	all.addEventListener("change", () => {
		for (const box of all.closest("table").querySelectorAll("tbody input[type=checkbox]")) {
			box.checked = all.checked;
		}
	});
}

document.addEventListener("keydown", (event) => {
	const key = event.key.toLowerCase();
	if (event.altKey || event.metaKey || event.isComposing) {
		return;
	}
	if (event.ctrlKey) {
		if (key === "enter" && press("ctrl+enter")) {
			event.preventDefault();
		}
		return;
	}
	if (typing(event.target)) {
		if (key === "escape") {
			event.target.blur();
		}
		return;
	}
	/* A page's own search before that of the head. */
	const search = document.querySelector("main [data-search]")
		?? document.querySelector("[data-search]");
	if (key === "/" && search) {
		search.focus();
		search.select();
		event.preventDefault();
	} else if (pressInRow(key) || press(key) || (key === "j" && move(1)) ||
		(key === "k" && move(-1)) || (key === "x" && tick()) || (key === "?" && help())) {
		event.preventDefault();
	}
});
