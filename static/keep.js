/* Keeps what is typed into form[data-keep] in this tab, until the form is sent and
 * answered without complaint: a lost connection or an expired sign-in loses nothing.
 * Passwords, one-time codes, files and hidden fields are never kept.
 *
 * It is kept for the person who typed it: the server writes into each page whose it is
 * (body[data-owner], the same after signing in anew). The first page of somebody else
 * at a shared desk throws it all away before anything is put back. */

const SENT = "keep-sent", OWNER = "keep-owner";
const owner = document.body.dataset.owner;
const kept = (el) => el.name && el.autocomplete !== "one-time-code"
	&& !["password", "file", "hidden", "submit"].includes(el.type);
/* By its name, else by where it goes: so that forms of one page stay apart. */
const place = (form) => `keep:${form.dataset.keep || form.getAttribute("action")}`;

function save(form) {
	const values = [...form.elements].filter(kept).map((el) =>
		[el.name, el.type === "checkbox" || el.type === "radio" ? el.value : "",
			el.type === "checkbox" || el.type === "radio" ? el.checked : el.value]);
	sessionStorage.setItem(place(form), JSON.stringify(values));
}

const complains = (form) => form.querySelector('[role="alert"], [aria-invalid="true"]') !== null;

/* What the server put in stands above what was kept. */
function restore(form) {
	const text = sessionStorage.getItem(place(form));
	if (!text || complains(form)) {
		return;
	}
	let found = false;
	for (const [name, value, state] of JSON.parse(text)) {
		for (const el of form.elements) {
			if (el.name !== name || !kept(el)) {
				continue;
			}
			if (el.type !== "checkbox" && el.type !== "radio") {
				found ||= el.value === "" && state !== "";
				el.value = el.value || state;
			} else if (el.value === value) {
				el.checked = state;
			}
		}
	}
	if (found) {
		form.closest("details")?.setAttribute("open", "");
	}
}

/* The page after a form was sent: an answer if it came from where the form stood. One
 * that only asks who one is, or what is to go on, is none; nor is whatever one comes to
 * after a connection was lost. */
function settle() {
	const [sent, from] = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
	if (!sent || document.querySelector('form[action="/sign-in"], form[data-resend]')) {
		return;
	}
	sessionStorage.removeItem(SENT);
	const way = performance.getEntriesByType("navigation")[0]?.type;
	const before = document.referrer && new URL(document.referrer).pathname;
	const refused = [...document.querySelectorAll("form[data-keep]")]
		.some((form) => place(form) === sent && complains(form));
	if (way === "navigate" && [from, "/sign-in"].includes(before) && !refused) {
		sessionStorage.removeItem(sent);
	}
}

/* A page that is anybody's, such as the one that asks who one is, changes nothing. */
if (owner && sessionStorage.getItem(OWNER) !== owner) {
	sessionStorage.clear();
	sessionStorage.setItem(OWNER, owner);
}
settle();
for (const form of document.querySelectorAll("form[data-keep]")) {
	restore(form);
	form.addEventListener("input", () => save(form));
	form.addEventListener("submit", () => {
		sessionStorage.setItem(SENT, JSON.stringify([place(form), location.pathname]));
	});
}
/* The page that says "done" names what may be forgotten. */
for (const done of document.querySelectorAll("[data-forget]")) {
	sessionStorage.removeItem(`keep:${done.dataset.forget}`);
}
/* Who signs out, parks or gives way leaves nothing to the next one at a shared desk. */
for (const out of document.querySelectorAll("form[data-sign-out]")) {
	out.addEventListener("submit", () => sessionStorage.clear());
}
