/* A proof from a file: its text goes into the field, where it can be read before it is sent.
 * Without this file it is pasted. */
for (const place of document.querySelectorAll("[data-file-into]")) {
	const input = place.querySelector("input[type=file]");
	const field = document.getElementById(place.dataset.fileInto);
	place.hidden = false;
	input.addEventListener("change", async () => {
		const [file] = input.files;
		if (file) {
			field.value = await file.text();
			field.focus();
		}
	});
}
