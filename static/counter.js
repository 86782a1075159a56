/* The counter: "all papers are there" ticks the boxes without asking the server. */

for (const button of document.querySelectorAll("[data-tick-all]")) {
	button.addEventListener("click", (event) => {
		for (const box of button.form.querySelectorAll('input[name="paper"]:not([data-optional])')) {
			box.checked = true;
		}
		button.form.dispatchEvent(new Event("input"));
		button.form.querySelector('[value="receive"]')?.focus();
		event.preventDefault();
	});
}
