/* Shows how far a form[data-upload] with files has got. Without this file the
 * browser sends it as any other form. */

function send(form) {
	const bar = form.querySelector("progress");
	const request = new XMLHttpRequest();
	const again = () => {
		bar.hidden = true;
		form.submit();
	};
	request.upload.addEventListener("progress", (event) => {
		if (event.lengthComputable) {
			bar.max = event.total;
			bar.value = event.loaded;
		}
	});
	request.addEventListener("load", () => {
		if (request.status < 400) {
			location.assign(request.responseURL);
		} else {
			/* A refusal is a page of its own: show it as the answer to this form. */
			const page = new DOMParser().parseFromString(request.responseText, "text/html");
			document.querySelector("main").replaceWith(page.querySelector("main"));
		}
	});
	request.addEventListener("error", again);
	request.open("POST", form.action);
	bar.hidden = false;
	request.send(new FormData(form));
}

for (const form of document.querySelectorAll("form[data-upload]")) {
	form.addEventListener("submit", (event) => {
		if (form.querySelector("progress")) {
			event.preventDefault();
			send(form);
		}
	});
}
