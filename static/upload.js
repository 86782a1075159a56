/* Sends a form[data-upload] with its files and shows how far it has got. What fails
 * is said at the form, with the file still chosen: one press sends it again. Without
 * this file the browser sends it as any other form. */

const part = (form, name) => form.querySelector(`[${name}]`);

/* Token and key as that page has them. */
function take(form, text) {
	const page = new DOMParser().parseFromString(text, "text/html");
	for (const input of page.querySelectorAll("form[data-upload] input[type=hidden]")) {
		if (form.elements[input.name]) {
			form.elements[input.name].value = input.value;
		}
	}
}

/* Signed in again elsewhere: the form's token and key are those of that session. */
async function renew(form) {
	const answer = await fetch(location.href);
	take(form, await answer.text());
	delete form.dataset.stale;
}

/* The alert of the page that refused it. */
function told(text) {
	const page = new DOMParser().parseFromString(text, "text/html");
	const alert = page.querySelector("[role=alert]:not([hidden])");
	return (alert || page.querySelector("main") || page.body).textContent.trim();
}

function failed(form, text) {
	const note = part(form, "data-lost");
	form.querySelector("progress").hidden = true;
	form.querySelector("button").disabled = false;
	note.textContent = text || note.dataset.lost;
	note.hidden = false;
	note.scrollIntoView({ block: "nearest" });
}

/* The page that shows what came of it, made anew also when one is on it. */
function go(where) {
	const to = new URL(where, location.href);
	if (to.pathname + to.search === location.pathname + location.search) {
		history.replaceState(null, "", to);
		location.reload();
	} else {
		location.assign(to);
	}
}

function send(form) {
	const bar = form.querySelector("progress");
	const request = new XMLHttpRequest();
	request.upload.addEventListener("progress", (event) => {
		if (event.lengthComputable) {
			bar.max = event.total;
			bar.value = event.loaded;
		}
	});
	request.addEventListener("load", () => {
		if (request.status < 400) {
			go(request.getResponseHeader("Location") ?? request.responseURL);
			return;
		}
		if (request.status === 401) {
			form.dataset.stale = "";
		} else {
			/* Part of it may be done under the old key: the file is in, its number was
			 * refused. Sent again it is another form. */
			take(form, request.responseText);
		}
		failed(form, told(request.responseText));
	});
	request.addEventListener("error", () => failed(form));
	request.open("POST", form.action);
	bar.value = 0;
	bar.hidden = false;
	form.querySelector("button").disabled = true;
	const what = new FormData(form);
	what.append("script", "1");
	request.send(what);
}

function tooLarge(form) {
	const most = Number(form.dataset.max) || Infinity;
	return [...form.elements].some((el) => [...(el.files || [])].some((f) => f.size > most));
}

for (const form of document.querySelectorAll("form[data-upload]")) {
	const note = part(form, "data-lost");
	const large = part(form, "data-too-large");
	note.dataset.lost = note.textContent;
	form.addEventListener("change", () => {
		large.hidden = !tooLarge(form);
	});
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		note.hidden = true;
		large.hidden = !tooLarge(form);
		if (!large.hidden) {
			return;
		}
		if ("stale" in form.dataset) {
			await renew(form).catch(() => 0);
		}
		send(form);
	});
}
