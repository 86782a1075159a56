/* The counter: "all papers are there" ticks the boxes without asking the server, and what is
 * counted of them (`data-count`, the first number in the text) is counted again. */

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
