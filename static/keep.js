/* Keeps what is typed into form[data-keep] in this tab, until the form is sent and
 * answered by another page: a lost connection or an expired sign-in loses nothing.
 * Passwords, files and hidden fields are never kept. */

const kept = (el) => el.name && !["password", "file", "hidden", "submit"].includes(el.type);
const place = (form) => `keep:${location.pathname}:${form.dataset.keep}`;

function save(form) {
	const values = [...form.elements].filter(kept).map((el) =>
		[el.name, el.type === "checkbox" || el.type === "radio" ? el.value : "",
			el.type === "checkbox" || el.type === "radio" ? el.checked : el.value]);
	sessionStorage.setItem(place(form), JSON.stringify(values));
}

/* What the server put in stands above what was kept. */
function restore(form) {
	const text = sessionStorage.getItem(place(form));
	const given = [...form.elements].some((el) => el.getAttribute("aria-invalid") === "true");
	if (!text || given) {
		return;
	}
	for (const [name, value, state] of JSON.parse(text)) {
		for (const el of form.elements) {
			if (el.name !== name || !kept(el)) {
				continue;
			}
			if (el.type !== "checkbox" && el.type !== "radio") {
				el.value = el.value || state;
			} else if (el.value === value) {
				el.checked = state;
			}
		}
	}
}

/* The page that says "done" names what may be forgotten. */
for (const done of document.querySelectorAll("[data-forget]")) {
	for (const key of Object.keys(sessionStorage)) {
		if (key.startsWith("keep:") && key.endsWith(`:${done.dataset.forget}`)) {
			sessionStorage.removeItem(key);
		}
	}
}
for (const form of document.querySelectorAll("form[data-keep]")) {
	restore(form);
	form.addEventListener("input", () => save(form));
}
/* Signing out leaves nothing at a shared desk. */
for (const out of document.querySelectorAll("form[data-sign-out]")) {
	out.addEventListener("submit", () => sessionStorage.clear());
}
