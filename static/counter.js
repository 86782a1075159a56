/* The counter. "All papers are there" ticks the boxes without asking the server, and what is
 * counted of them (`data-count`, the first number in the text) is counted again.
 *
 * What is found while one types is reached from the field ([data-picks] names its place) by
 * the down arrow, its end ("somebody else") by the up arrow, and left by Escape; it stays as it is while somebody stands in it. */

const wanted = (form) => [...form.querySelectorAll('input[name="paper"]:not([data-optional])')];

function count(form)
{
	const boxes = wanted(form), on = boxes.filter((box) => box.checked).length;
	for (const [what, n] of [["on", on], ["off", boxes.length - on]]) {
		for (const place of form.querySelectorAll(`[data-count="${what}"]`)) {
			place.textContent = place.textContent.replace(/\d+/, n);
		}
	}
}

document.addEventListener("change", (event) => {
	if (event.target.name === "paper" && event.target.form) {
		count(event.target.form);
	}
});

document.addEventListener("click", (event) => {
	const button = event.target.closest("[data-tick-all]");
	if (!button) {
		return;
	}
	for (const box of wanted(button.form)) {
		box.checked = true;
	}
	count(button.form);
	button.form.dispatchEvent(new Event("input"));
	button.form.querySelector('[value="receive"]')?.focus();
	event.preventDefault();
});

const picks = (el) => el.closest("[data-picks]");
const first = (place) => place?.querySelector("input:checked") ?? place?.querySelector("input[type=radio]");
const last = (place) => [...place?.querySelectorAll("input[type=radio]") ?? []].at(-1);

document.addEventListener("keydown", (event) => {
	const el = event.target, field = picks(el);
	if (field && event.key === "ArrowDown") {
		const to = first(document.getElementById(field.dataset.picks));
		to?.focus();
		to && event.preventDefault();
		return;
	}
	if (field && event.key === "ArrowUp") {
		const to = last(document.getElementById(field.dataset.picks));
		to?.focus();
		to?.click();
		to && event.preventDefault();
		return;
	}
	const place = el.closest(".picks")?.parentElement;
	const back = place?.id && document.querySelector(`[data-picks="${place.id}"] input`);
	const top = el === place?.querySelector("input[type=radio]") && event.key === "ArrowUp";
	if (back && (top || event.key === "Escape")) {
		back.focus();
		event.preventDefault();
	}
});

document.addEventListener("htmx:beforeSwap", (event) => {
	if (event.detail.target.contains(document.activeElement)) {
		event.detail.shouldSwap = false;
	}
});
